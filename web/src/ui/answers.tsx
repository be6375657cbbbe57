import type { ReactNode } from 'react';
import './answers.css';

/** Questions with the answers that were given to them. */
export function Answers({ items }: { items: readonly { question: string; answer: ReactNode }[] }) {
  return (
    <dl className="answers">
      {items.map(({ question, answer }) => (
        <div key={question}>
          <dt>{question}</dt>
          <dd>{answer}</dd>
        </div>
      ))}
    </dl>
  );
}
