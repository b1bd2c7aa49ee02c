/** @module What each single key does on the bench. */
import { SPEED_MAX, SPEED_MIN } from '../../sim-engine/protocol/messages.ts';
import { type BenchQuery, SCENES } from '../state/bench-query.ts';
import type { BenchSession } from './bench-session.ts';
import type { KeyBinding } from './keys.ts';
import { speedBeside } from './speed-control.tsx';
import { startGuided } from './use-guide.ts';

/** The rung that Tab would reach. */
const LADDER_STOP = '#isolation-ladder [tabindex="0"]';

/** The box with the moment for planned noise. */
const PLAN_STOP = '.plan-form input';

/** What the keys act on. */
export interface KeyContext {
  readonly session: BenchSession;
  /** 0 without a guide. */
  readonly guideStep: number;
  readonly query: BenchQuery;
  readonly tenantCount: number;
  onTenant(index: number): void;
  /** Null where the controls are always on the page. */
  readonly drawer: { toggle(): void; open(): void; close(): void } | null;
  showKeys(): void;
  toggleSound(): void;
  openTruth(): void;
}

/** @param context  what the keys act on */
export function benchKeys(context: KeyContext): readonly KeyBinding[] {
  const { session, query, drawer } = context;
  const control = (change: Parameters<typeof session.actor.send>[0]) => session.actor.send(change);
  const { playback } = session.time;
  const isPast = () => session.store.data?.head != null;
  const setSpeed = (speed: number) =>
    isPast()
      ? playback.send({ type: 'SPEED', speed })
      : control({ type: 'CONTROL', control: { type: 'speed', speed } });
  const speed = () =>
    isPast()
      ? playback.getSnapshot().context.speed
      : (session.actor.getSnapshot().context.speedAsked ?? session.store.received.data?.speed ?? 1);
  return [
    { keys: [' '], shown: 'Space', does: 'Start, pause, go on', run: () => press('.start-pause') },
    {
      keys: ['n'],
      shown: 'N',
      does: context.guideStep === 1 ? 'Start, and let the flood come' : 'Inject the noise that is set',
      run: () => {
        const isUnstarted = session.store.data?.status === 'ready' || session.store.data?.status === 'paused';
        if (context.guideStep === 1 && isUnstarted) startGuided(session);
        else if (!press('.inject')) drawer?.open();
      },
    },
    {
      keys: ['p'],
      shown: 'P',
      does: 'Plan the noise that is set: to the moment at which it shall begin',
      run: () => {
        if (focusOn(PLAN_STOP) || !drawer) return;
        drawer.open();
        requestAnimationFrame(() => requestAnimationFrame(() => focusOn(PLAN_STOP)));
      },
    },
    {
      keys: ['i'],
      shown: 'I',
      does: 'To the isolation ladder; arrows move, Enter switches',
      run: () => {
        // A drawer that opens only now has to be drawn first; the next frame is the earliest to find it.
        if (focusOn(LADDER_STOP) || !drawer) return;
        drawer.open();
        requestAnimationFrame(() => requestAnimationFrame(() => focusOn(LADDER_STOP)));
      },
    },
    {
      keys: ['t'],
      shown: 'T',
      does: 'Tables in place of pictures, and back',
      run: () => query.setForm(query.form === 'table' ? 'picture' : 'table'),
    },
    {
      keys: ['h'],
      shown: 'H',
      does: 'Who hurts whom: the matrix of this run',
      run: () => document.querySelector<HTMLElement>('a.who-hurts')?.click(),
    },
    {
      keys: ['v'],
      shown: 'V',
      does: 'Scene flat, as a city, as a surface',
      run: () => query.setView(SCENES[(SCENES.indexOf(query.view) + 1) % SCENES.length] ?? '2d'),
    },
    {
      keys: ['1', '2', '3', '4', '5', '6', '7', '8'],
      shown: '1 to 8',
      does: 'Tenant in focus',
      run: (key) => {
        if (Number(key) <= context.tenantCount) context.onTenant(Number(key) - 1);
      },
    },
    { keys: [','], shown: ',', does: 'One event back', run: () => void session.time.step(true) },
    { keys: ['.'], shown: '.', does: 'One event on, in the past', run: () => void session.time.step(false) },
    { keys: ['['], shown: '[', does: 'The request that is followed: one step back', run: () => press('.follow-back') },
    { keys: [']'], shown: ']', does: 'The request that is followed: one step on', run: () => press('.follow-on') },
    { keys: ['<', ';'], shown: 'Shift ,', does: 'One second back', run: () => seekBy(session, -1_000_000) },
    { keys: ['>', ':'], shown: 'Shift .', does: 'One second on', run: () => seekBy(session, 1_000_000) },
    {
      keys: ['m'],
      shown: 'M',
      does: 'Bookmark the moment shown, or take the mark away',
      run: () => press('.bookmark'),
    },
    { keys: ['o'], shown: 'O', does: 'Loop the ten seconds about the moment shown', run: () => press('.loop') },
    {
      keys: ['s'],
      shown: 'S',
      does: 'Sound on or off: a tone per tenant, higher for a longer p99',
      run: () => context.toggleSound(),
    },
    { keys: ['e'], shown: 'E', does: 'Export the run or a chart', run: () => press('.export') },
    {
      keys: ['g'],
      shown: 'G',
      does: 'Go to the newest moment',
      run: () => session.time.playback.send({ type: 'LIVE' }),
    },
    { keys: ['j'], shown: 'J', does: `Slower, down to ${SPEED_MIN}×`, run: () => setSpeed(speedBeside(speed(), -1)) },
    { keys: ['k'], shown: 'K', does: 'One to one', run: () => setSpeed(1) },
    { keys: ['l'], shown: 'L', does: `Faster, up to ${SPEED_MAX}×`, run: () => setSpeed(speedBeside(speed(), 1)) },
    {
      keys: ['w'],
      shown: 'W',
      does: 'Why: explain the stretch that is picked: drag over a heatmap, or Shift and arrows on it',
      run: () => {
        if (!press('.explain-brush')) focusOn('[data-chart="latency-heatmap"] canvas');
      },
    },
    ...(drawer ? [{ keys: ['x'], shown: 'X', does: 'Open and close the controls', run: () => drawer.toggle() }] : []),
    { keys: ['c'], shown: 'C', does: 'Compare with another run', run: () => press('.compare-button') },
    { keys: ['y'], shown: 'Y', does: 'Model and truth: may you believe it', run: () => context.openTruth() },
    { keys: ['?'], shown: '?', does: 'This list', run: () => context.showKeys() },
    {
      keys: ['escape'],
      shown: 'Esc',
      does: 'Clear the cursor; close what is open',
      run: () => {
        session.focus.set({ cursorUs: null });
        drawer?.close();
      },
    },
  ];
}

function seekBy({ time }: BenchSession, us: number): void {
  time.seek(time.shownUs + us);
}

/** Presses the button that says on the page what the key does, so that both always do the same. */
function press(selector: string): boolean {
  const button = document.querySelector<HTMLButtonElement>(`button${selector}`);
  button?.click();
  return button !== null;
}

function focusOn(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.focus();
  return found !== null;
}
