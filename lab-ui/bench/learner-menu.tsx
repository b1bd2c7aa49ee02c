/** @module Who is learning here and how the page looks: a name for the server, a theme for this browser. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { api } from '../net/api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { Modal } from '../parts/modal.tsx';
import { Segment } from '../parts/segment.tsx';
import { changeLearner, currentLearner, onLearner } from '../state/learner.ts';
import { chooseTheme, chosenTheme, isDark, onTheme, THEMES } from '../state/theme.ts';

const THEME_LABELS = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;

/** Two buttons of the top bar: the other theme, and the learner's name. */
export function LearnerMenu() {
  const learner = useSyncExternalStore(onLearner, currentLearner);
  const dark = useSyncExternalStore(onTheme, isDark);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button plain theme-button" onClick={() => chooseTheme(dark ? 'light' : 'dark')}>
        {dark ? 'Light' : 'Dark'}
        <span className="hidden-words"> theme</span>
      </button>
      {learner ? (
        <button type="button" className="button plain learner-name" onClick={() => setOpen(true)}>
          <span className="hidden-words">Learner: </span>
          {learner.name || 'Your name'}
        </button>
      ) : null}
      {open && learner ? <LearnerDialog name={learner.name} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function LearnerDialog({ name, onClose }: { name: string; onClose(): void }) {
  const [typed, setTyped] = useState(name);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const theme = useSyncExternalStore(onTheme, chosenTheme);
  useEffect(() => setIssues([]), []);
  const save = async () => {
    const answer = await api.changeSession({ name: typed.trim() });
    if (!answer.ok) {
      setIssues(answer.issues);
      return;
    }
    changeLearner(answer.value);
    onClose();
  };
  return (
    <Modal title="You, on this computer" onClose={onClose}>
      <form
        className="learner-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label htmlFor="learner-name">Name on your runs</label>
        <input
          id="learner-name"
          className="text-input"
          value={typed}
          maxLength={80}
          autoComplete="name"
          onChange={(event) => setTyped(event.target.value)}
        />
        {issues.length > 0 ? <IssueList issues={issues} /> : null}
        <ActionButton
          kind="primary"
          onPress={() => void save()}
          why={typed.trim() === '' ? 'A name needs one letter' : null}
        >
          Keep this name
        </ActionButton>
      </form>
      <div className="learner-theme">
        <span className="quiet">Theme</span>
        <Segment
          label="Theme"
          options={THEMES.map((value) => ({ value, label: THEME_LABELS[value] }))}
          value={theme}
          onChoose={chooseTheme}
        />
      </div>
    </Modal>
  );
}
