using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace Valiqor.Service.Ground;

/// <summary>The storage account that holds everything: datasets, runs, tags, keys.</summary>
public sealed class StorageAccount(BlobServiceClient blobs, TableServiceClient tables)
{
    /// <summary>The service's own setting, which comes first; with the identity form below it.</summary>
    public const string Setting = "Valiqor:Storage";

    /// <summary>The setting that every Functions app has.</summary>
    public const string HostSetting = "AzureWebJobsStorage";

    // Azurite refuses the newest API versions; this one is known to it and to every Azure region.
    private static readonly BlobClientOptions BlobOptions = new(BlobClientOptions.ServiceVersion.V2025_01_05);

    public BlobServiceClient Blobs => blobs;

    public TableServiceClient Tables => tables;

    /// <summary>Throws where blobs do not answer. Whether there is such a container does not matter.</summary>
    internal Task PingBlobsAsync(CancellationToken cancellationToken) =>
        blobs.GetBlobContainerClient("ping").ExistsAsync(cancellationToken);

    /// <summary>
    /// Connects by <c>Valiqor__Storage</c>, else <c>AzureWebJobsStorage</c>: a connection string, or in the identity
    /// form <c>__blobServiceUri</c> and <c>__tableServiceUri</c> (or <c>__accountName</c>) with <c>__clientId</c> for a
    /// user-assigned identity.
    /// </summary>
    /// <exception cref="InvalidOperationException">No setting says where storage is.</exception>
    public static StorageAccount Connect(IConfiguration configuration) =>
        Connect(configuration.GetSection(Setting))
        ?? Connect(configuration.GetSection(HostSetting))
        ?? throw new InvalidOperationException(
            "No storage account is configured: set Valiqor__Storage (or AzureWebJobsStorage) to a connection string, "
            + "or Valiqor__Storage__blobServiceUri and Valiqor__Storage__tableServiceUri for an identity.");

    public static StorageAccount Connect(string connectionString)
    {
        try
        {
            return new(new BlobServiceClient(connectionString, BlobOptions), new TableServiceClient(connectionString));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidOperationException("The storage connection string is not valid: check that it is whole.");
        }
    }

    private static StorageAccount? Connect(IConfigurationSection section)
    {
        if (section.Value is { Length: > 0 } connectionString)
        {
            return Connect(connectionString);
        }

        string? account = section["accountName"];
        string? blobUri = section["blobServiceUri"] ?? ServiceUri(account, "blob");
        string? tableUri = section["tableServiceUri"] ?? ServiceUri(account, "table");
        if (blobUri is null || tableUri is null)
        {
            return null;
        }

        TokenCredential credential = Credential(section);
        return new(
            new BlobServiceClient(new Uri(blobUri), credential, BlobOptions),
            new TableServiceClient(new Uri(tableUri), credential));
    }

    private static TokenCredential Credential(IConfigurationSection section) =>
        string.Equals(section["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(section["clientId"] is { Length: > 0 } clientId
                ? ManagedIdentityId.FromUserAssignedClientId(clientId)
                : ManagedIdentityId.SystemAssigned)
            : new DefaultAzureCredential();

    private static string? ServiceUri(string? account, string service) =>
        account is null ? null : $"https://{account}.{service}.core.windows.net";
}
