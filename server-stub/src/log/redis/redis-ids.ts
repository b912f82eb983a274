/** For scripts: which of two stream ids comes later. Their numbers stay far below 2^53, where Lua's are exact. */
export const COMPARE_IDS = `
    local function parse(id)
      local major, minor = string.match(id, '^(%d+)-?(%d*)$')
      return tonumber(major), tonumber(minor) or 0
    end
    local function isAfter(one, other)
      local oneMajor, oneMinor = parse(one)
      local otherMajor, otherMinor = parse(other)
      return oneMajor > otherMajor or (oneMajor == otherMajor and oneMinor > otherMinor)
    end`;
