import type { ReactNode } from 'react';
import './scroll-box.css';

interface ScrollBoxProps {
  readonly name: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A place for what may be larger than the screen: a named region that is scrolled by keyboard too. */
export function ScrollBox({ name, className = '', children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className={`scroll-box ${className}`} aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}
