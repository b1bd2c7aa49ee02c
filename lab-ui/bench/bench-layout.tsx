/** @module The bench: which part stands where at which width, and which key does what. */
import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import { CommandPalette } from '../parts/command-palette.tsx';
import { KeyCap } from '../parts/key-cap.tsx';
import { BENCH, useMedia, WIDE } from '../parts/use-media.ts';
import { benchPath, truthPath, useBenchQuery } from '../state/bench-query.ts';
import { Announcer } from './announcer.tsx';
import { benchCommands } from './bench-commands.ts';
import { useBench, useBenchState, useSession } from './bench-context.tsx';
import { benchKeys } from './bench-keys.ts';
import { ChartStrip } from './chart-strip.tsx';
import { Drawer } from './drawer.tsx';
import { ExplainHost } from './explain-host.tsx';
import { FollowBar } from './follow-bar.tsx';
import { Inspector } from './inspector.tsx';
import { KeyList } from './key-list.tsx';
import { useKeys } from './keys.ts';
import { Lead } from './lead.tsx';
import { NarrowBench } from './narrow-bench.tsx';
import { RunMessages } from './run-messages.tsx';
import { SceneView } from './scene-view.tsx';
import { Sentence } from './sentence.tsx';
import { SummaryLine } from './summary-line.tsx';
import { TenantList } from './tenant-list.tsx';
import { useTimeInAddress } from './time-query.ts';
import { TopBar } from './top-bar.tsx';
import { Transport } from './transport.tsx';
import { useFollow } from './use-follow.ts';
import { useGuide } from './use-guide.ts';
import { useSound } from './use-sound.ts';
import { useSpace } from './use-space.ts';

export function BenchLayout() {
  const session = useSession();
  const query = useBenchQuery();
  const tenants = useBench((data) => data.scenario.tenants);
  const scenarioId = useBench((data) => data.scenario.id);
  const flooder = useBench((data) => noiseItems(data.scenario)[0]?.tenant ?? '');
  const guide = useGuide(session);
  const sound = useSound(session);
  const isWide = useMedia(WIDE);
  const isBench = useMedia(BENCH);
  const [drawer, setDrawer] = useState(false);
  const [keyList, setKeyList] = useState(false);
  const [palette, setPalette] = useState(false);
  const state = useBenchState();
  const [, navigate] = useLocation();
  const branchAt = async (atUs: number) => {
    const runId = await session.time.branch(atUs);
    if (runId !== null) navigate(benchPath(scenarioId, runId));
  };
  const space = useSpace(isBench ? query.view : '2d');

  // The address is the truth about the focus; the store only carries it to the charts.
  const named = tenants.findIndex((tenant) => tenant.id === query.tenant);
  const quietOne = tenants.findIndex((tenant) => tenant.id !== flooder);
  useEffect(() => {
    session.focus.set({ tenant: named >= 0 ? named : Math.max(0, quietOne) });
  }, [session, named, quietOne]);
  const onTenant = useMemo(
    () => (index: number) => {
      const id = tenants[index]?.id;
      if (id !== undefined) query.setTenant(id);
    },
    [tenants, query],
  );

  useTimeInAddress();
  const truth = truthPath(
    useBench((data) => data.scenario.id),
    session.runId,
  );
  const isGuided = guide.step > 0;
  const bindings = benchKeys({
    session,
    guideStep: guide.step,
    query,
    tenantCount: tenants.length,
    onTenant,
    drawer:
      isWide || !isBench
        ? null
        : { toggle: () => setDrawer((open) => !open), open: () => setDrawer(true), close: () => setDrawer(false) },
    showKeys: () => setKeyList(true),
    toggleSound: sound.toggle,
    openTruth: () => navigate(truth),
  });
  useKeys(bindings);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setPalette(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const following = useFollow();
  const isFollowing = following.followed !== null || following.lookedUp !== null;
  const lead = isFollowing ? (
    <FollowBar following={following} />
  ) : isGuided ? (
    <Lead step={guide.step} onTenant={onTenant} />
  ) : (
    <Sentence />
  );

  if (!isBench) return <NarrowBench guide={guide} query={query} onTenant={onTenant} />;
  const isOpen = drawer && !isWide;
  return (
    <div className={`bench${isGuided ? ' guided' : ''}`}>
      <a className="skip-link" href="#main">
        To the run
      </a>
      <TopBar
        form={query.form}
        guided={isGuided}
        scene={{ view: query.view, onView: query.setView }}
        onForm={query.setForm}
        onLeaveGuide={guide.leave}
      >
        {isWide ? (
          <button type="button" className="button plain" aria-keyshortcuts="Control+K" onClick={() => setPalette(true)}>
            Find a command <KeyCap>Ctrl K</KeyCap>
          </button>
        ) : null}
        <Link href={truth} className="button plain keys-button">
          Truth <KeyCap>Y</KeyCap>
        </Link>
        <button type="button" className="button plain keys-button" onClick={() => setKeyList(true)}>
          Keys <KeyCap>?</KeyCap>
        </button>
        {isWide ? null : (
          <button
            type="button"
            className={isOpen ? 'button primary' : 'button outline'}
            aria-expanded={isOpen}
            aria-controls="drawer"
            onClick={() => setDrawer(!drawer)}
          >
            Controls <KeyCap>X</KeyCap>
          </button>
        )}
      </TopBar>
      <TenantList
        marked={guide.step === 1 ? tenants.findIndex((tenant) => tenant.id === flooder) : -1}
        onChoose={onTenant}
      />
      <main className="centre" id="main" tabIndex={-1}>
        {lead}
        {isWide ? null : <SummaryLine />}
        <SceneView form={query.form} space={space} onTenant={onTenant} onView={query.setView} />
        <RunMessages />
      </main>
      <ChartStrip form={query.form} wide={isWide} step={guide.step} space={space.open} onTenant={onTenant} />
      {isWide ? (
        <aside className="inspector" aria-label="Controls">
          <Inspector guide={guide} />
        </aside>
      ) : null}
      <Transport guided={isGuided} onTenant={onTenant} />
      {isOpen ? (
        <Drawer onClose={() => setDrawer(false)}>
          <Inspector guide={guide} folded />
        </Drawer>
      ) : null}
      <ExplainHost form={query.form} />
      {palette ? (
        <CommandPalette
          commands={benchCommands({ session, bindings, state, setForm: query.setForm, onTenant, branchAt })}
          onClose={() => setPalette(false)}
        />
      ) : null}
      {keyList ? <KeyList bindings={bindings} onClose={() => setKeyList(false)} /> : null}
      <Announcer />
    </div>
  );
}
