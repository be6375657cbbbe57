import './piece.css';

const outline =
  'M3.5 7h4.6a2.9 2.9 0 1 1 5.2 0h4.2a1 1 0 0 1 1 1v3.9a2.7 2.7 0 1 1 0 4.7V21a1 1 0 0 1-1 1h-14a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Z';
const viewBox = '1 0 22.5 23';

interface PieceProps {
  /** Position in the palette of organisation colours, from 0. */
  readonly colour: number;
  /** The organisation's name; without it the piece is decoration beside a text that says it. */
  readonly name?: string;
  readonly size?: 'small' | 'large';
}

/** The puzzle piece of one organisation: whose data, whose turn, whose account. */
export function Piece({ colour, name, size = 'large' }: PieceProps) {
  const look = `piece piece-${size} organisation-${colour}`;
  if (name === undefined) {
    return (
      <svg className={look} viewBox={viewBox} aria-hidden="true">
        <path d={outline} />
      </svg>
    );
  }
  return (
    <svg className={look} viewBox={viewBox} role="img" aria-label={name}>
      <title>{name}</title>
      <path d={outline} />
    </svg>
  );
}

/** Pieces that belong together, laid against each other. */
export function JoinedPieces({ pieces }: { pieces: readonly { colour: number; name: string }[] }) {
  return (
    <span className="pieces-joined">
      {pieces.map((piece) => (
        <Piece key={piece.name} colour={piece.colour} name={piece.name} size="small" />
      ))}
    </span>
  );
}
