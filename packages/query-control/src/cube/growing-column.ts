/** So many numbers are in one piece. */
const pieceLength = 2 ** 16;

type Numbers = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Numbers of one width of which it is not known beforehand how many there are, in pieces: nothing is copied to grow. */
export class GrowingColumn<Piece extends Numbers> {
  readonly #Piece: new (
    length: number,
  ) => Piece;
  #pieces: Piece[] = [];
  #length = 0;

  constructor(Piece: new (length: number) => Piece) {
    this.#Piece = Piece;
  }

  push(value: number): void {
    const within = this.#length % pieceLength;
    if (within === 0) this.#pieces.push(new this.#Piece(pieceLength));
    (this.#pieces.at(-1) as Piece)[within] = value;
    this.#length += 1;
  }

  at(place: number): number | undefined {
    return place < this.#length
      ? this.#pieces[Math.floor(place / pieceLength)]?.[place % pieceLength]
      : undefined;
  }

  /** All of them in one array; nothing is left here. */
  take(): Piece {
    const all = new this.#Piece(this.#length);
    for (const [at, piece] of this.#pieces.entries())
      all.set(piece.subarray(0, this.#length - at * pieceLength), at * pieceLength);
    this.#pieces = [];
    this.#length = 0;
    return all;
  }
}
