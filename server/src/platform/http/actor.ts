/** The signed-in person as the platform knows them on one request; read afresh from the database each time. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly roles: readonly string[];
}
