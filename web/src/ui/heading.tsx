import type { HTMLAttributes } from 'react';

type HeadingProps = HTMLAttributes<HTMLHeadingElement>;

export function Heading2({ className = '', children, ...rest }: HeadingProps) {
  return (
    <h2 className={`utrecht-heading-2 ${className}`} {...rest}>
      {children}
    </h2>
  );
}

export function Heading3({ className = '', children, ...rest }: HeadingProps) {
  return (
    <h3 className={`utrecht-heading-3 ${className}`} {...rest}>
      {children}
    </h3>
  );
}
