import './avatar.css';

interface AvatarProps {
  readonly name: string;
  /** Colour of the person's organisation, or null when none is known. */
  readonly colour: number | null;
}

/** A person as initials in the colour of their organisation; the name stands next to it in words. */
export function Avatar({ name, colour }: AvatarProps) {
  return (
    <span className={`avatar organisation-${colour ?? 'none'}`} aria-hidden="true">
      <span className="avatar-initials">{initialsOf(name)}</span>
    </span>
  );
}

/** LV of Lotte de Vries: first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const first = words.at(0)?.charAt(0) ?? '';
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : '';
  return `${first}${last}`.toUpperCase();
}
