-- Asks a server of MLflow's protocol. KIND is log-batch, search or read; RUNS is a file of run ids, one a line; EXPERIMENT is searched in.
local kind = os.getenv("KIND")
local headers = { ["Content-Type"] = "application/json" }
if os.getenv("TOKEN") ~= "" then
  headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
end

local runs = {}
for run in io.lines(os.getenv("RUNS")) do
  runs[#runs + 1] = run
end

local search = string.format(
  [[{"experiment_ids":["%s"],"filter":"metrics.rmse < 5 and params.depth = '7'","max_results":50}]], os.getenv("EXPERIMENT"))
local step = os.time() * 1000

local function batch(run)
  step = step + 1
  local metrics = {}
  for i = 1, 10 do
    metrics[i] = string.format(
      [[{"key":"m%d","value":%f,"timestamp":%d,"step":%d}]], i, math.random(), 1700000000000 + step, step)
  end
  return string.format([[{"run_id":"%s","metrics":[%s]}]], run, table.concat(metrics, ","))
end

function init()
  math.randomseed(os.time())
end

function request()
  local run = runs[math.random(#runs)]
  if kind == "read" then
    return wrk.format("GET", "/api/2.0/mlflow/runs/get?run_id=" .. run, headers)
  elseif kind == "search" then
    return wrk.format("POST", "/api/2.0/mlflow/runs/search", headers, search)
  end
  return wrk.format("POST", "/api/2.0/mlflow/runs/log-batch", headers, batch(run))
end
