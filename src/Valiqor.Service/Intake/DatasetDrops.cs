using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Intake;

/// <summary>
/// Starts a run for each dataset in the drop container: once for a blob as it stands, however often it is noticed.
/// </summary>
public sealed class DatasetDrops
{
    private readonly RunStorage _storage;
    private readonly RunStarter _starter;
    private readonly FailureTaxonomy _taxonomy;
    private readonly ILogger<DatasetDrops> _log;

    internal DatasetDrops(
        RunStorage storage,
        RunStarter starter,
        FailureTaxonomy taxonomy,
        ILogger<DatasetDrops> log) =>
        (_storage, _starter, _taxonomy, _log) = (storage, starter, taxonomy, log);

    /// <summary>
    /// Takes note of a blob of the drop container. One that lies at no project's place is logged and left.
    /// </summary>
    public async Task NoticeAsync(string blobName, IRunLauncher launcher, CancellationToken cancellationToken)
    {
        if (PlaceOf(blobName) is not { } place)
        {
            IntakeLog.DropIgnored(_log, blobName.Length, Layout.NameRule);
            return;
        }

        await StartAsync(place, null, null, launcher, cancellationToken);
    }

    /// <summary>Starts, or finds, the run over a dataset.</summary>
    /// <param name="options">How to analyse it; null: as its metadata say.</param>
    /// <param name="keyedRun">A run that the launcher brings a key for; null: the dataset's one as it stands.</param>
    /// <exception cref="ProblemException">There is no such dataset.</exception>
    internal async Task<RunRow> StartAsync(
        DatasetPlace place,
        AnalyzeOptions? options,
        RunRef? keyedRun,
        IRunLauncher launcher,
        CancellationToken cancellationToken)
    {
        string name = place.BlobName;
        BlobProperties properties = await PropertiesAsync(place, cancellationToken);
        string? refusal = null;
        if (options is null)
        {
            (options, refusal) = OptionsOf(properties);
        }

        string etag = properties.ETag.ToString();
        string json = JsonSerializer.Serialize(options, RunJson.Default.AnalyzeOptions);
        string id = RunIds.OfBlob(place.Organization, name, etag, properties.LastModified, json);
        RunRef run = keyedRun ?? new RunRef(place.Organization, id);
        var start = new StartRun(run, place.Project, Layout.DatasetContainer, name, etag, options)
        {
            HasOwnKey = keyedRun is not null,
        };
        return refusal is null
            ? await _starter.StartAsync(start, launcher, cancellationToken)
            : await _starter.RefuseAsync(start, refusal, cancellationToken);
    }

    private async Task<BlobProperties> PropertiesAsync(DatasetPlace place, CancellationToken cancellationToken)
    {
        try
        {
            var blob = _storage.Datasets.GetBlobClient(place.BlobName);
            return await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw ProblemException.DatasetNotFound($"{place.Project}/{place.Name}");
        }
    }

    private (AnalyzeOptions Options, string? Refusal) OptionsOf(BlobProperties properties)
    {
        try
        {
            IDictionary<string, string> metadata = properties.Metadata;
            OwnKey.RefuseAmong(metadata.Keys, "metadata");
            AnalyzeOptions options = AnalyzeOptionsText.Read(
                name => metadata.TryGetValue(name, out string? value) ? value : null, "metadata");
            return (AnalyzeOptionsCheck.Check(options, _taxonomy, "metadata"), null);
        }
        catch (ProblemException e)
        {
            return (new AnalyzeOptions(), $"The dataset's metadata are not valid. {e.Message}");
        }
    }

    private static DatasetPlace? PlaceOf(string blobName)
    {
        string[] parts = blobName.Split('/');
        return parts.All(Layout.IsName)
            ? parts switch
            {
                [var project, var name] => new DatasetPlace(Layout.OwnOrganization, project, name),
                [var organization, var project, var name] => new DatasetPlace(organization, project, name),
                _ => null,
            }
            : null;
    }
}

/// <summary>Where an uploaded dataset lies.</summary>
internal sealed record DatasetPlace(string Organization, string Project, string Name)
{
    public string BlobName => Layout.DatasetBlob(Organization, Project, Name);
}
