// What a page and the world's worker say to each other: requests one way, responses the other, and the chunks of a response
// that goes on, each when the page asks for it. The same words travel through a port or a broadcast channel, and need no
// stream that can be transferred, which Safari does not have.

export interface RequestMessage {
  readonly type: 'request'
  readonly id: number
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: ArrayBuffer | null
}

export type ToWorld =
  /** `page` names the lock that the page holds as long as it lives. */
  | { readonly type: 'hello'; readonly page: string }
  | RequestMessage
  /** Ready for the next chunk. */
  | { readonly type: 'pull'; readonly id: number }
  /** Nobody reads the answer any more. */
  | { readonly type: 'cancel'; readonly id: number }
  /** Drop the saved world and begin a new one. */
  | { readonly type: 'forget' }

export type ToPage =
  /** The world is open; `kept` tells whether it outlives the browser. */
  | { readonly type: 'welcome'; readonly kept: boolean }
  | { readonly type: 'refused'; readonly reason: string }
  /** The world has left for a newer version of the page. */
  | { readonly type: 'gone'; readonly reason: string }
  | { readonly type: 'forgotten' }
  | {
      readonly type: 'response'
      readonly id: number
      readonly status: number
      readonly headers: readonly (readonly [string, string])[]
      readonly body: ArrayBuffer | null
      /** The body follows in chunks. */
      readonly more: boolean
    }
  | { readonly type: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly reason: string }

/** One end of a connection. */
export interface Line<Out, In> {
  readonly post: (message: Out, transfer?: Transferable[]) => void
  readonly listen: (listener: (message: In) => void) => void
  readonly close: () => void
}

/** A line through a port of a message channel or shared worker. */
export function portLine<Out, In>(port: MessagePort): Line<Out, In> {
  return {
    post: (message, transfer = []) => port.postMessage(message, transfer),
    listen: (listener) => {
      port.addEventListener('message', (event: MessageEvent<In>) => listener(event.data))
      port.start()
    },
    close: () => port.close(),
  }
}

/** A line through a broadcast channel that only two use. What is sent is copied. */
export function channelLine<Out, In>(name: string): Line<Out, In> {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => channel.addEventListener('message', (event: MessageEvent<In>) => listener(event.data)),
    close: () => channel.close(),
  }
}
