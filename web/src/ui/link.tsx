import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, forwardRef, type ReactNode } from 'react';
import './link.css';

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement>;

const Text = forwardRef<HTMLAnchorElement, AnchorProps>(({ className = '', children, ...rest }, ref) => (
  <a ref={ref} className={`utrecht-link utrecht-link--html-a ${className}`} {...rest}>
    {children}
  </a>
));

const Primary = forwardRef<HTMLAnchorElement, AnchorProps>(({ className = '', children, ...rest }, ref) => (
  <a
    ref={ref}
    className={`utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action ${className}`}
    {...rest}
  >
    {children}
  </a>
));

const Secondary = forwardRef<HTMLAnchorElement, AnchorProps>(({ className = '', children, ...rest }, ref) => (
  <a
    ref={ref}
    className={`utrecht-button-link utrecht-button-link--html-a utrecht-button-link--secondary-action ${className}`}
    {...rest}
  >
    {children}
  </a>
));

/** A link inside the platform, typed by its addresses. */
export const TextLink = createLink(Text);
/** A link that looks like the one thing to do here. */
export const PrimaryLink = createLink(Primary);
export const SecondaryLink = createLink(Secondary);

/** A way out of the pages, to another server by this one: looks like a button, and is followed as a link. */
export function AddressLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return <Secondary href={href}>{children}</Secondary>;
}
