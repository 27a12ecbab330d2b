import type { Server } from 'node:net'

/** Listens on that port, or on any when it is taken or 0. Answers which. */
export async function listen(server: Server, port: number, address: string): Promise<number> {
  try {
    return await bind(server, port, address)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return bind(server, 0, address)
    throw error
  }
}

function bind(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      server.off('error', reject)
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : port)
    })
  })
}
