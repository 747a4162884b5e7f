const MARK = /^<!-- region: (\S+) (\S+) -->$/

/** The lines of a source between `// #region name` and `// #endregion name`. */
export const regionOf = (source: string, name: string): string => {
  const [, from] = source.split(`// #region ${name}\n`)
  const [region, rest] = from?.split(`// #endregion ${name}`) ?? []
  if (region === undefined || rest === undefined) throw new Error(`There is no region ${name}.`)
  return region.trimEnd()
}

/** The page with the code after each `<!-- region: path name -->` replaced by that region of that file. */
export const withRegions = (page: string, read: (path: string) => string): string => {
  const done: string[] = []
  let code: string | undefined
  let skips = false
  for (const line of page.split('\n')) {
    if (skips && line !== '```') continue
    skips = false
    done.push(line)
    const [, path, name] = MARK.exec(line) ?? []
    if (path !== undefined && name !== undefined) code = regionOf(read(path), name)
    if (code !== undefined && line.startsWith('```')) {
      done.push(code)
      code = undefined
      skips = true
    }
  }
  return done.join('\n')
}
