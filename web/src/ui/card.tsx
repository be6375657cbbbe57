import type { ReactNode } from 'react';
import './card.css';

interface CardProps {
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'tint' | 'warning' | 'error' | 'ok';
  readonly as?: 'div' | 'section' | 'article' | 'li';
  readonly labelledBy?: string;
  readonly className?: string;
}

export function Card({
  children,
  tone = 'plain',
  as: Element = 'div',
  labelledBy,
  className = '',
}: CardProps) {
  return (
    <Element className={`card card-${tone} ${className}`} aria-labelledby={labelledBy}>
      {children}
    </Element>
  );
}
