import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { sendSource, takeOver, type DeployProgress } from './deploy.ts'
import type { DroppedSource } from './source.ts'

export interface Deploying {
  /** What is being sent, and how far it has come; null when nothing is. */
  readonly progress: (DeployProgress & { readonly name: string }) | null
  readonly problem: string | null
  readonly deploy: (source: DroppedSource) => void
  readonly fail: (message: string) => void
  readonly cancel: () => void
}

/** Sends a source, and goes to its build once there is one. Takes up what was dropped on another page. */
export function useDeploy(app: string): Deploying {
  const navigate = useNavigate()
  const [left] = useState(() => takeOver(app))
  const [progress, setProgress] = useState<Deploying['progress']>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const running = useRef<AbortController | null>(null)
  const deploy = async (source: DroppedSource) => {
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    setProblem(null)
    try {
      const onProgress = (next: DeployProgress) => !stop.signal.aborted && setProgress({ ...next, name: source.name })
      const build = await sendSource(app, source, { signal: stop.signal, onProgress })
      if (!stop.signal.aborted) await navigate(paths.build(app, build))
    } catch (error) {
      if (!stop.signal.aborted) setProblem(sentence(error))
    } finally {
      if (running.current === stop) setProgress(null)
    }
  }
  const latest = useRef(deploy)
  useEffect(() => {
    latest.current = deploy
  })
  useEffect(() => {
    if (left) void latest.current(left)
  }, [left])
  useEffect(() => () => running.current?.abort(), [])
  return {
    progress,
    problem,
    deploy: (source) => void deploy(source),
    fail: setProblem,
    cancel: () => {
      running.current?.abort()
      running.current = null
      setProgress(null)
    },
  }
}
