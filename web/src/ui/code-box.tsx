import './code-box.css';

interface CodeBoxProps {
  readonly text: string;
  readonly className?: string;
}

/** Text for a machine, to read or to copy. */
export function CodeBox({ text, className = '' }: CodeBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <pre className={`code-box ${className}`} tabIndex={0}>
      {text}
    </pre>
  );
}
