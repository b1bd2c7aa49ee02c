/** @module Progress on a real server: kept as it happens, graded from data, joined over tabs, and whole after a kill or a power cut. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCourses } from '../../server/content/course-library.ts';
import { systemClock } from '../../server/core/clock.ts';
import { silentLog } from '../../server/core/log.ts';
import { systemRandom } from '../../server/core/random-source.ts';
import { systemTimers } from '../../server/core/timers.ts';
import { CourseDesk } from '../../server/courses/course-desk.ts';
import { dataLayout } from '../../server/data/data-layout.ts';
import { type RunningServer, startServer } from '../../server/serve.ts';
import { openLowdbStore } from '../../server/store/lowdb-store.ts';
import type { CheckVerdict, CourseProgress, LessonAnswer } from '../../sim-engine/protocol/course.ts';
import { LabClient } from './support/lab-client.ts';
import { MemoryDisk } from './support/memory-disk.ts';
import { temporaryFolder } from './support/server-process.ts';

const COURSE = '/api/courses/multi-tenant-architecture';
const LESSON = 'what-tenants-share';
const folder = temporaryFolder();
let server: RunningServer;
let ada: LabClient;

const start = (): Promise<RunningServer> => startServer({ port: 0, dataFolder: folder.path, laneCount: 1 });

async function asked<T>(
  method: string,
  path: string,
  body?: unknown,
  learner = ada,
): Promise<{ status: number; value: T }> {
  const response = await learner.call(method, path, body);
  return { status: response.status, value: (await response.json()) as T };
}

const codesOf = ({ value }: { value: unknown }): string[] =>
  (value as { issues: { code: string }[] }).issues.map(({ code }) => code);

beforeAll(async () => {
  server = await start();
  ada = await LabClient.guest(server.url);
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

describe('a course on a server', () => {
  it('shows lessons without a session, and without the answers of their checks', async () => {
    const { status, value } = await asked<LessonAnswer>('GET', `${COURSE}/lessons/${LESSON}`);
    expect(status).toBe(200);
    expect(value.checks.map(({ id }) => id)).toEqual(['next-tenth', 'first-look']);
    expect(JSON.stringify(value)).not.toMatch(/"(?:say|otherwise|within|proofs":\[\{)/);
    expect((await fetch(`${server.url}${COURSE}/progress`)).status).toBe(401);
  });

  it('keeps bet, place and answers over a restart, and grades with a reason for each wrong answer', async () => {
    const { value: lesson } = await asked<LessonAnswer>('GET', `${COURSE}/lessons/${LESSON}`);
    const of = lesson.experimentSha256;
    await asked('POST', `${COURSE}/progress`, { module: LESSON, bet: { value: 79, of } });
    // A second tab bets again: the first bet stands, the newest place does.
    await asked('POST', `${COURSE}/progress`, { module: LESSON, bet: { value: 500, of } });
    await asked('POST', `${COURSE}/progress`, { module: LESSON, place: { of, setting: 5, atUs: 202_000_000 } });
    const check = `${COURSE}/lessons/${LESSON}/checks/next-tenth`;
    const wrong = await asked<CheckVerdict>('POST', check, { answer: 38 });
    expect(wrong.value).toMatchObject({ correct: false, feedback: expect.stringContaining('in proportion') });
    const other = await asked<CheckVerdict>('POST', check, { answer: 5_000 });
    expect(other.value.feedback).not.toBe(wrong.value.feedback);
    const right = await asked<CheckVerdict>('POST', check, { answer: 104 });
    expect(right.value).toMatchObject({
      correct: true,
      attempts: [{ answer: 38 }, { answer: 5_000 }, { answer: 104 }],
    });

    await server.close();
    server = await start();
    ada = ada.at(server.url);
    const { value } = await asked<CourseProgress>('GET', `${COURSE}/progress`);
    expect(value.last).toMatchObject({ module: LESSON });
    expect(value.lessons[LESSON]).toMatchObject({
      bets: { [of]: { value: 79 } },
      place: { of, setting: 5, atUs: 202_000_000 },
      revealed: false,
    });
    const verdicts = await asked<Record<string, CheckVerdict>>('GET', `${COURSE}/lessons/${LESSON}/verdicts`);
    expect(verdicts.value['next-tenth']).toEqual(right.value);
  });

  it('joins what two tabs report at the same moment, and keeps learners apart', async () => {
    const eve = await LabClient.guest(server.url);
    await Promise.all(
      ['what-tenants-share', 'who-holds-what-you-wait-for', 'what-isolation-costs'].map((module) =>
        asked('POST', `${COURSE}/progress`, { module, revealed: true }, eve),
      ),
    );
    const { value } = await asked<CourseProgress>('GET', `${COURSE}/progress`, undefined, eve);
    expect(Object.keys(value.lessons)).toHaveLength(3);
    expect(Object.values(value.lessons).every(({ bets, revealed }) => revealed && Object.keys(bets).length === 0)).toBe(
      true,
    );
  });

  it('refuses what is no report, no answer, or of no lesson', async () => {
    const report = (body: unknown) => asked('POST', `${COURSE}/progress`, body);
    expect(codesOf(await report({ module: '__proto__' }))).toEqual(['lesson-not-found']);
    expect(codesOf(await report({ module: LESSON, at: 1 }))).toEqual(['unknown-field']);
    expect(codesOf(await report({ module: LESSON, bet: { value: 1, of: 'f'.repeat(64) } }))).toEqual([
      'other-experiment',
    ]);
    expect(codesOf(await report({ module: LESSON, bet: { value: -1, of: 'x' } })).length).toBe(2);
    const answer = (check: string, body: unknown) => asked('POST', `${COURSE}/lessons/${LESSON}/checks/${check}`, body);
    expect(codesOf(await answer('next-tenth', { answer: 'constructor' }))).toEqual(['bad-answer']);
    expect(codesOf(await answer('first-look', { answer: ['queue'] }))).toEqual(['bad-answer']);
    expect(codesOf(await answer('toString', { answer: 1 }))).toEqual(['check-not-found']);
    expect((await asked('GET', '/api/courses/nothing')).status).toBe(404);
  });
});

describe('progress on a disk that fails', () => {
  const LAYOUT = dataLayout('/data');
  const learnerId = 'a'.repeat(32);
  const courseId = 'multi-tenant-architecture';
  const library = loadCourses();

  async function deskOn(disk: MemoryDisk): Promise<CourseDesk> {
    const ports = { clock: systemClock, disk, timers: systemTimers, random: systemRandom, log: silentLog };
    return new CourseDesk(ports, await openLowdbStore(disk, LAYOUT), library);
  }

  it('is the old or the new one, whole, whichever operation of a report was refused or cut short', async () => {
    const of = library.get(courseId)!.experimentSha256.get(LESSON)!;
    for (let refuseAt = 1; refuseAt <= 8; refuseAt++) {
      const disk = new MemoryDisk();
      await disk.makeFolder('/data');
      const desk = await deskOn(disk);
      await desk.report(learnerId, courseId, { module: LESSON, place: { of, setting: 1, atUs: 10 } });
      disk.refuseAt = disk.operations + refuseAt;
      const isKept = await desk
        .report(learnerId, courseId, { module: LESSON, place: { of, setting: 2, atUs: 20 } })
        .then(
          () => true,
          () => false,
        );
      disk.refuseAt = Number.POSITIVE_INFINITY;
      for (const after of [disk.afterKill(), disk.afterPowerCut(0), disk.afterPowerCut(0.5)]) {
        const read = await (await deskOn(after)).progress(learnerId, courseId);
        const setting = read.ok ? read.value.lessons[LESSON]?.place?.setting : undefined;
        expect(isKept ? [2] : [1, 2], `refused at ${refuseAt}`).toContain(setting);
      }
    }
  });
});
