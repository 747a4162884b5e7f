const BLOCK = /^(<!-- region: (\S+) (\S+) -->\n+```\w+\n)[^]*?^```$/gm

/** The lines of a source between `// #region name` and `// #endregion name`. */
const regionOf = (source: string, name: string): string => {
  const from = source.indexOf(`// #region ${name}\n`)
  const to = source.indexOf(`// #endregion ${name}`)
  if (from < 0 || to < 0) throw new Error(`There is no region ${name}.`)
  return source.slice(source.indexOf('\n', from) + 1, to)
}

/** The page with the code after each `<!-- region: path name -->` replaced by that region of that file. */
export const withRegions = (page: string, read: (path: string) => string): string =>
  page.replace(BLOCK, (...[, opening, path, name]: readonly string[]) => {
    const region = regionOf(read(path ?? ''), name ?? '')
    return `${opening ?? ''}${region}\`\`\``
  })
