using System.Text.Json.Serialization.Metadata;
using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <content>What runs tell together.</content>
public sealed partial class FailureAnalysisClient
{
    private const int DefaultDays = 30;
    private const int MostDays = 365;

    /// <summary>What fails, how often and how badly, over a window of days that ends today, UTC.</summary>
    /// <param name="projectName">
    /// Null: the options' default project; none of either, or an empty text: all projects together.
    /// </param>
    /// <param name="days">1–365.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not 1–365.</exception>
    public Task<InsightsSummary> GetInsightsAsync(
        string? projectName = null,
        int days = DefaultDays,
        CancellationToken cancellationToken = default) =>
        GetWindowAsync("insights", projectName, days, WireJson.Default.InsightsSummary, cancellationToken);

    /// <summary>The window day by day, and whether it gets better.</summary>
    /// <param name="projectName">
    /// Null: the options' default project; none of either, or an empty text: all projects together.
    /// </param>
    /// <param name="days">1–365.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not 1–365.</exception>
    public Task<Trends> GetTrendsAsync(
        string? projectName = null,
        int days = DefaultDays,
        CancellationToken cancellationToken = default) =>
        GetWindowAsync("trends", projectName, days, WireJson.Default.Trends, cancellationToken);

    /// <summary>The unsafe items of the window, by safety category and by day.</summary>
    /// <param name="projectName">
    /// Null: the options' default project; none of either, or an empty text: all projects together.
    /// </param>
    /// <param name="days">1–365.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not 1–365.</exception>
    public Task<SecurityInsights> GetSecurityInsightsAsync(
        string? projectName = null,
        int days = DefaultDays,
        CancellationToken cancellationToken = default) =>
        GetWindowAsync(
            "security-insights", projectName, days, WireJson.Default.SecurityInsights, cancellationToken);

    /// <summary>
    /// How far the judge, and the decisions in the end, agree with what reviewers decided of the same tags, of the runs
    /// that were asked for within the window.
    /// </summary>
    /// <param name="projectName">
    /// Null: the options' default project; none of either, or an empty text: all projects together.
    /// </param>
    /// <param name="days">1–365.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not 1–365.</exception>
    public Task<Calibration> GetCalibrationAsync(
        string? projectName = null,
        int days = DefaultDays,
        CancellationToken cancellationToken = default) =>
        GetWindowAsync("calibration", projectName, days, WireJson.Default.Calibration, cancellationToken);

    private Task<T> GetWindowAsync<T>(
        string what,
        string? projectName,
        int days,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        string path = new QueryBuilder($"{Root}/{what}")
            .Add("project_name", _connection.ProjectOf(projectName))
            .Add("days", days)
            .ToString();
        return _connection.GetAsync(path, type, cancellationToken);
    }
}
