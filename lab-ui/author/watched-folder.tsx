/** @module The folder that `tenantlab preview` watches: its files as they are on the disk now, with what is wrong. */
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { WatchedFile, WatchedFolder } from '../../sim-engine/protocol/authoring.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { api } from '../net/api.ts';
import { authorApi } from '../net/author-api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { benchPath } from '../state/bench-query.ts';

export function WatchedFolderPart() {
  const [folder, setFolder] = useState<WatchedFolder | null>(null);
  useEffect(() => {
    let source: EventSource | null = null;
    let left = false;
    void authorApi.folder().then((answer) => {
      if (left || !answer.ok || answer.value.folder === null) return;
      setFolder(answer.value.folder);
      source = new EventSource('/api/author/folder/changes');
      source.onmessage = (event: MessageEvent<string>) => setFolder(JSON.parse(event.data) as WatchedFolder);
    });
    return () => {
      left = true;
      source?.close();
    };
  }, []);
  if (folder === null) return null;
  const broken = folder.files.filter(({ problems }) => problems.length > 0).length;
  return (
    <section aria-labelledby="folder-title">
      <h2 id="folder-title">The folder {folder.folder}, as it is on the disk</h2>
      <p className="note" role="status">
        {broken === 0
          ? `${folder.files.length} files, all valid`
          : `${broken} of ${folder.files.length} files have errors`}
      </p>
      <ul className="scenario-list">
        {folder.files.map((file) => (
          <FileLine key={file.name} file={file} />
        ))}
      </ul>
    </section>
  );
}

function FileLine({ file }: { file: WatchedFile }) {
  const { name, scenarioId, title, problems } = file;
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [, navigate] = useLocation();
  const start = async () => {
    const made = await api.createRun(scenarioId);
    if (made.ok) navigate(benchPath(scenarioId, made.value.runId));
    else setIssues(made.issues);
  };
  return (
    <li>
      <div>
        <StateGlyph state={problems.length === 0 ? 'fine' : 'over'} /> <code>{name}</code>{' '}
        {problems.length === 0 ? title : null}
        {problems.map(({ line, frame }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls must be reachable by keyboard
          <pre key={line} className="told" tabIndex={0}>
            {[line, ...frame].join('\n')}
          </pre>
        ))}
        {issues.length > 0 ? <IssueList issues={issues} /> : null}
      </div>
      {problems.length === 0 ? (
        <ActionButton onPress={() => void start()}>
          Start a run<span className="hidden-words"> of {title}</span>
        </ActionButton>
      ) : null}
    </li>
  );
}
