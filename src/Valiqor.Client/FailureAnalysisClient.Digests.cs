using System.Globalization;
using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <content>What changed.</content>
public sealed partial class FailureAnalysisClient
{
    /// <summary>What changed in a project, made now.</summary>
    /// <param name="project">Null: the options' default project.</param>
    /// <param name="window">See <see cref="DigestWindows"/>; by default as the service is set.</param>
    /// <param name="lastDay">The last day of the window, UTC; by default today so far.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">No project is named.</exception>
    /// <exception cref="NotFoundException">No run of such a project has ended.</exception>
    public Task<Digest> GetDigestAsync(
        string? project = null,
        string? window = null,
        DateOnly? lastDay = null,
        CancellationToken cancellationToken = default) =>
        _connection.GetAsync(
            DigestPath(project, window, lastDay, DigestFormats.Json), WireJson.Default.Digest, cancellationToken);

    /// <summary>The same as a text to read or to send.</summary>
    /// <param name="project">Null: the options' default project.</param>
    /// <param name="format">See <see cref="DigestFormats"/>.</param>
    /// <param name="window">See <see cref="DigestWindows"/>; by default as the service is set.</param>
    /// <param name="lastDay">The last day of the window, UTC; by default today so far.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">No project is named.</exception>
    /// <exception cref="NotFoundException">No run of such a project has ended.</exception>
    /// <exception cref="ValidationException">There is no such format or window.</exception>
    public async Task<string> GetDigestTextAsync(
        string? project,
        string format,
        string? window = null,
        DateOnly? lastDay = null,
        CancellationToken cancellationToken = default)
    {
        Uri address = _connection.Address(DigestPath(project, window, lastDay, format));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await _connection.CallAsync(
            request,
            (response, token) => response.Content.ReadAsStringAsync(token),
            cancellationToken).ConfigureAwait(false);
    }

    private string DigestPath(string? project, string? window, DateOnly? lastDay, string format)
    {
        string named = QueryBuilder.Segment(_connection.ProjectOf(project) ?? "", nameof(project));
        return new QueryBuilder($"{Root}/digests/{named}")
            .Add("window", window)
            .Add("date", lastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Add("format", format)
            .ToString();
    }
}
