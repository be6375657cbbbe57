import './charts.css';

interface SegmentsProps<Key extends string> {
  label: string;
  chosen: Key;
  options: readonly { key: Key; text: string }[];
  onChoose: (key: Key) => void;
}

/** A few choices side by side of which one holds. */
export function Segments<Key extends string>({ label, chosen, options, onChoose }: SegmentsProps<Key>) {
  return (
    <fieldset className="segments no-print">
      <legend className="visually-hidden">{label}</legend>
      {options.map(({ key, text }) => (
        <button
          key={key}
          type="button"
          className="segment"
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
