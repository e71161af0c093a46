using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

/// <summary>Binds the operations on insights.</summary>
public sealed class InsightHttp(Api api)
{
    [Function("GetInsights")]
    public Task<IResult> GetInsightsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Insights)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetInsights", request, client);

    [Function("GetTrends")]
    public Task<IResult> GetTrendsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Trends)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetTrends", request, client);

    [Function("GetSecurityInsights")]
    public Task<IResult> GetSecurityInsightsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.SecurityInsights)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetSecurityInsights", request, client);

    [Function("GetInsightsSecurity")]
    public Task<IResult> GetInsightsSecurityAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.InsightsSecurity)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetInsightsSecurity", request, client);

    [Function("GetCalibration")]
    public Task<IResult> GetCalibrationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Calibration)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        api.ServeAsync("GetCalibration", request, client);
}
