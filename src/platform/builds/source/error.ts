/** Why a source archive was refused; the message says what to do about it. The id is that of the API's error envelope. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly id: 'bad_request' | 'invalid_params'

  constructor(id: 'bad_request' | 'invalid_params', message: string) {
    super(message)
    this.id = id
  }
}

/** The archive cannot be read: `detail` is a sentence that says where it went wrong. */
export function damaged(detail: string): SourceError {
  return new SourceError(
    'bad_request',
    `The archive is damaged or incomplete: ${detail} Create it again and upload it once more.`,
  )
}
