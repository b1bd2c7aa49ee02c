/** @module One request followed through the scene: where it is, and the steps of its way, back, on and to its end. */

import { TenantMark } from '../marks/tenant-mark.tsx';
import { ActionButton } from '../parts/action-button.tsx';
import { REDUCED_MOTION, useMedia } from '../parts/use-media.ts';
import { stopAt } from '../state/follow.ts';
import { formatCount, formatMs } from '../text/format.ts';
import { tenantLabel } from '../text/tenant-label.ts';
import { useBench, useSession } from './bench-context.tsx';
import type { Following } from './use-follow.ts';

/** How long one step of the way takes on the screen, milliseconds. */
const STEP_MS = 500;

export function FollowBar({ following }: { readonly following: Following }) {
  const { time } = useSession();
  const { followed, lookedUp, stop } = following;
  const isCalm = useMedia(REDUCED_MOTION);
  const shownUs = useBench((data) => data.simulatedUs);
  const spots = useBench((data) => data.followed ?? null);
  const tenants = useBench((data) => data.scenario.tenants);
  if (lookedUp !== null) {
    return (
      <section className="sentence follow-bar" aria-label="Followed request">
        <p role="status">
          Executing the run again, to find request {formatCount(lookedUp.number)} of {lookedUp.tenant}.
        </p>
        <span className="follow-steps">
          <ActionButton onPress={stop}>Stop following</ActionButton>
        </span>
      </section>
    );
  }
  if (followed === null) return null;
  const { name, stops, startUs, endUs } = followed;
  const at = stopAt(followed, shownUs);
  const goTo = (index: number) => {
    const target = stops[Math.min(Math.max(0, index), stops.length - 1)];
    if (target) time.glide(target.atUs, isCalm ? 0 : STEP_MS);
  };
  const front = spots?.find(({ place }) => place >= 0)?.place;
  const isOver = at === stops.length - 1;
  const where = at < 0 ? 'has not arrived yet' : (stops[at]?.words ?? '');
  const line = front === undefined ? '' : front === 0 ? ', next in line' : `, ${formatCount(front)} in front`;
  const age = `${formatMs(Math.min(Math.max(0, shownUs - startUs), endUs - startUs))} of ${formatMs(endUs - startUs)}`;
  return (
    <section className="sentence follow-bar" aria-label="Followed request">
      <p role="status">
        <strong>
          <TenantMark index={tenants.findIndex(({ id }) => id === name.tenant)} name="" /> Request{' '}
          {formatCount(name.number)} of {tenantLabel(name.tenant)}
        </strong>
        {': '}
        {where}
        {line}. {at < 0 ? '' : `${age}, step ${at + 1} of ${stops.length}.`}
      </p>
      <span className="follow-steps">
        <ActionButton
          shortcut="["
          className="follow-back"
          why={at <= 0 && shownUs <= startUs + 1 ? 'At its arrival' : null}
          onPress={() => goTo(at > 0 && shownUs === stops[at]?.atUs ? at - 1 : at)}
        >
          Back
        </ActionButton>
        <ActionButton
          shortcut="]"
          className="follow-on"
          why={isOver ? 'At its end' : null}
          onPress={() => goTo(at + 1)}
        >
          {at < 0 ? 'To its arrival' : 'Next'}
        </ActionButton>
        <ActionButton className="follow-end" why={isOver ? 'It is over' : null} onPress={() => goTo(stops.length - 1)}>
          To its end
        </ActionButton>
        <ActionButton kind="plain" onPress={stop}>
          Stop following
        </ActionButton>
      </span>
    </section>
  );
}
