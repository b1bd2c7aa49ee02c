/** @module The author's page: file and claims at the left, the editor with its errors, the preview, and the difficulty lab below. */
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { AuthorBar } from './author-bar.tsx';
import type { AuthorSession } from './author-session.ts';
import { DifficultyPanel } from './difficulty-panel.tsx';
import { CodeEditor } from './editor/code-editor.ts';
import { ErrorPanel } from './error-panel.tsx';
import { measuredWords } from './measured-words.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { SidePanel } from './side-panel.tsx';
import { claims, reasonsAgainst, solutionVerdicts } from './verdicts.ts';

export function EditorView({ session }: { readonly session: AuthorSession }) {
  const state = useSyncExternalStore(session.subscribe, session.get);
  const preview = useSyncExternalStore(session.preview.subscribe, session.preview.get);
  const difficulty = useSyncExternalStore(session.difficulty.subscribe, session.difficulty.get);
  const [cursor, setCursor] = useState<readonly [number, number]>([1, 1]);
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor | null>(null);
  const { reading, valid } = state;
  const title = valid?.scenario.title ?? session.file;
  useEffect(() => {
    document.title = `${title} · Author · TenantLab`;
  }, [title]);
  const repair = useCallback(
    (at?: number) => {
      const told = session.get().reading?.told ?? [];
      const [line] = editor.current?.place() ?? [1, 1];
      const wanted =
        at === undefined
          ? (told.find((each) => each.issue.line === line && each.repair !== null) ??
            told.find((each) => each.repair !== null))
          : told[at];
      if (wanted?.repair) editor.current?.change(wanted.repair.from, wanted.repair.to, wanted.repair.text);
    },
    [session],
  );
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const made = new CodeEditor(element, session.get().text, {
      texts: session.texts,
      measured: (of) => measuredWords(session.preview.get().run, of),
      changed: session.changed,
      moved: (line, column) => setCursor([line, column]),
      save: () => void session.save(),
      repair: () => repair(),
    });
    editor.current = made;
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, [session, repair]);
  useEffect(() => {
    if (reading === null || editor.current === null) return;
    editor.current.tell(reading.told);
    // Of a text that cannot be read the marks stay where they were, and move with it.
    if (reading.scenario !== null) editor.current.markTenants(reading.tenants);
  }, [reading]);
  const verdicts = useMemo(
    () => (valid === null ? [] : solutionVerdicts(valid.scenario, difficulty)),
    [valid, difficulty],
  );
  const reasons = reasonsAgainst(reading, verdicts, difficulty);
  const lineCount = useMemo(() => state.text.split('\n').length, [state.text]);
  const goToLine = (line: number | undefined): void => {
    if (line !== undefined) editor.current?.goToLine(line);
  };
  return (
    <div className="author">
      <AuthorBar session={session} state={state} reasons={reasons} />
      <main className="author-main" id="main">
        <Verdict reasons={reasons} versions={state.versions.length} />
        <SidePanel
          session={session}
          state={state}
          claims={claims(reading, verdicts)}
          verdicts={verdicts}
          onLine={goToLine}
        />
        <section className="author-editor" aria-label="Editor">
          <header className="author-head">
            <code>{session.file}</code>
            <span className="quiet">
              line {cursor[0]} of {lineCount}, column {cursor[1]}
            </span>
            <span className="top-bar-gap" />
            <span className="note">Esc then Tab leaves the editor</span>
          </header>
          <div className="code-host" ref={host} />
          <ErrorPanel
            reading={reading}
            cursorLine={cursor[0]}
            onGo={(told) => editor.current?.goTo(told.from, told.to)}
            onRepair={repair}
          />
        </section>
        <PreviewPanel session={session} state={state} preview={preview} onLine={goToLine} />
        <DifficultyPanel
          session={session}
          valid={valid}
          difficulty={difficulty}
          verdicts={verdicts}
          reading={reading}
          onLine={goToLine}
        />
      </main>
    </div>
  );
}

function Verdict({ reasons, versions }: { reasons: ReturnType<typeof reasonsAgainst>; versions: number }) {
  const [first, second] = reasons;
  const head =
    reasons.length === 0
      ? versions === 0
        ? 'Ready to be published.'
        : 'Every claim of this text holds.'
      : reasons.length === 1
        ? 'One thing before you publish.'
        : `${reasons.length} things before you publish.`;
  return (
    <h1 className="author-verdict">
      <strong>{head}</strong>{' '}
      <span>
        {first?.sentence}
        {second === undefined ? '' : ` ${second.sentence}`}
      </span>
    </h1>
  );
}
