/** @module The bar over a page beside the bench: the way home, where one is, and what can be done here. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Logo } from './logo.tsx';

interface PageTopBarProps {
  /** Where one is, in an element of its own; nothing on home. */
  readonly place?: ReactNode;
  /** Stands at the right. */
  readonly children?: ReactNode;
}

export function PageTopBar({ place, children }: PageTopBarProps) {
  return (
    <header className="top-bar">
      <Link href="/" className="brand">
        <Logo />
        TenantLab
      </Link>
      {place === undefined ? null : (
        <>
          <span className="slash" aria-hidden="true">
            /
          </span>
          {place}
        </>
      )}
      <span className="top-bar-gap" />
      {children}
    </header>
  );
}
