import { useEffect, useState } from 'react'

/** How this page came by its simulated platform; the browser's host says so. */
export interface Platform {
  readonly kind: 'shared' | 'elected' | 'refused'
  /** Why there is none, as a sentence. */
  readonly reason: string | null
  /** Whether the world outlives the browser. */
  readonly kept: boolean
  /** Resolves with the reason when the world leaves this page for good. */
  readonly lost: Promise<string>
  /** Drops a world that cannot be opened, and begins another one. Reload then. */
  readonly startAnew: () => Promise<void>
}

/** The simulated platform could not start. */
export class PlatformRefused extends Error {
  readonly startAnew: () => Promise<void>

  constructor({ reason, startAnew }: Platform) {
    super(reason ?? 'The simulated platform could not start.')
    this.name = 'PlatformRefused'
    this.startAnew = startAnew
  }
}

let starting: Promise<Platform> | null = null

/** Hands over the platform that starts in this browser; null where an API at an address is used instead. */
export function providePlatform(platform: Promise<Platform> | null): void {
  starting = platform
}

/** Resolves when requests are answered; rejects with PlatformRefused when they will not be. */
export async function platformReady(): Promise<void> {
  const platform = await starting
  if (platform?.kind === 'refused') throw new PlatformRefused(platform)
}

interface PlatformNews {
  platform: Platform | null
  /** Why the world has left this page. */
  lost: string | null
}

/** The platform in this browser once it runs, and whether it has gone. */
export function usePlatform(): PlatformNews {
  const [news, setNews] = useState<PlatformNews>({ platform: null, lost: null })
  useEffect(() => {
    let here = true
    void starting?.then(async (platform) => {
      if (here) setNews({ platform, lost: null })
      const lost = await platform.lost
      if (here) setNews({ platform, lost })
    })
    return () => {
      here = false
    }
  }, [])
  return news
}
