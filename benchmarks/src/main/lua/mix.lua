-- Asks the path in PATH as the people in MIX in turn: "header value" of each, one a line.
local headers, turn = {}, 0
for line in os.getenv("MIX"):gmatch("[^\n]+") do
  local name, value = line:match("^(%S+) (.*)$")
  headers[#headers + 1] = { [name] = value }
end
request = function()
  turn = turn % #headers + 1
  return wrk.format("GET", os.getenv("PATH_ASKED"), headers[turn])
end
done = function(summary)
  local e = summary.errors
  io.write(string.format("pages %d seconds %.3f failed %d (status %d connect %d read %d timeout %d)\n", summary.requests,
    summary.duration / 1e6, e.status + e.connect + e.read + e.timeout, e.status, e.connect, e.read, e.timeout))
end
