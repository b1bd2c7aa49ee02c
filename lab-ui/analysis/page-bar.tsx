/** @module The bar over a page that analyses runs: where we are, of what, in which form, and the way back. */
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { KeyCap } from '../parts/key-cap.tsx';
import { Logo } from '../parts/logo.tsx';
import { Segment } from '../parts/segment.tsx';
import { FORMS, type Form, formLabels, useBenchQuery } from '../state/bench-query.ts';
import '../style/analysis.css';

interface PageBarProps {
  /** Name of the page. */
  readonly place: string;
  /** What it is about, in a few words. */
  readonly note: ReactNode;
  /** Where Escape and the last link lead. */
  readonly back: { readonly label: string; readonly path: string };
  /** Buttons between form and way back. */
  readonly children?: ReactNode;
}

export function PageBar({ place, note, back, children }: PageBarProps) {
  const { form, setForm } = useBenchQuery();
  const [, navigate] = useLocation();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      navigate(back.path);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [back.path, navigate]);
  return (
    <header className="top-bar of-analysis">
      <Link href="/" className="brand">
        <Logo />
        TenantLab
      </Link>
      <span className="slash" aria-hidden="true">
        /
      </span>
      <h1 className="place">{place}</h1>
      <span className="place-note quiet">{note}</span>
      <span className="top-bar-gap" />
      <Segment
        label="Form of every view"
        options={FORMS.map((value: Form) => ({ value, label: formLabels[value] }))}
        value={form}
        onChoose={setForm}
      />
      {children}
      <Link href={back.path} className="button plain">
        {back.label} <KeyCap>Esc</KeyCap>
      </Link>
    </header>
  );
}
