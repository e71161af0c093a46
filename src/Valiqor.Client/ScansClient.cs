using System.Net.Http.Headers;
using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>Scans of a project's sources.</summary>
public sealed class ScansClient
{
    private const string Root = "api/v1/scans";
    private const string IdHeader = "x-scan-id";

    private readonly Connection _connection;

    internal ScansClient(Connection connection) => _connection = connection;

    /// <summary>
    /// Uploads the context maps that a scanner wrote. The service reads them before it answers; look at
    /// <see cref="ScanUpload.Status"/>, for a file that is no map makes a scan that has failed.
    /// </summary>
    /// <param name="project">Made on first use; null: the options' default project.</param>
    /// <param name="files">One or several.</param>
    /// <param name="scanId">
    /// An id of the caller's: the files replace those of the scan that has it, and sending them again changes nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ValidationException">There is no file, or a name or the id is not valid.</exception>
    /// <exception cref="DatasetTooLargeException">A file, or all together, are over the service's limit.</exception>
    public async Task<ScanUpload> UploadAsync(
        string? project,
        IEnumerable<ScanUploadFile> files,
        string? scanId = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        string owner = QueryBuilder.Segment(_connection.ProjectOf(project) ?? "", nameof(project));
        string path = $"{Root}/upload/{owner}";
        using var form = new MultipartFormDataContent();
        foreach (ScanUploadFile file in files)
        {
            var content = new UploadContent(file.Content, "application/json");
            content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
            {
                Name = "files",
                FileName = $"\"{file.Name.Replace("\"", "", StringComparison.Ordinal)}\"",
            };
            form.Add(content);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, _connection.Address(path)) { Content = form };
        if (scanId is not null)
        {
            request.Headers.Add(IdHeader, scanId);
        }

        return await _connection.CallAtLengthAsync(
            request,
            (response, token) => Connection.ReadAsync(response, WireJson.Default.ScanUpload, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What became of a scan.</summary>
    /// <exception cref="NotFoundException">There is no such scan.</exception>
    public Task<ScanStatus> GetStatusAsync(string scanId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(
            $"{Root}/{QueryBuilder.Segment(scanId, nameof(scanId))}/status",
            WireJson.Default.ScanStatus,
            cancellationToken);
}

/// <summary>A file to upload.</summary>
/// <param name="Name">For messages; its last part is all that the service looks at.</param>
/// <param name="Content">Read from its current position to its end; stays the caller's.</param>
public sealed record ScanUploadFile(string Name, Stream Content);
