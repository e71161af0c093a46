using System.Xml.Linq;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Valiqor.Service.Judging.Keys;

/// <summary>
/// Keeps the keys that Data Protection encrypts with in one blob, so that every host of the account has the same ones.
/// </summary>
/// <remarks>
/// The interface knows no tasks. A host reads the ring when it starts and once a day, and writes it every few months.
/// </remarks>
internal sealed class KeyRingBlob(RunKeyStorage storage) : IXmlRepository
{
    // Keys and revocations are written so rarely that one rival is bad luck already.
    private const int Tries = 10;

    private static readonly XName KeyElement = "key";

    private int _keysSeen;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        XElement ring = Read().Ring;
        Volatile.Write(ref _keysSeen, KeysIn(ring));
        return [.. ring.Elements().Select(element => new XElement(element))];
    }

    /// <summary>
    /// Adds to the ring as it stands. A key is left out where another host has added one meanwhile: all hosts then take
    /// that one, and none encrypts with a key that the others would know tomorrow only.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        for (int tries = 1; ; tries++)
        {
            (XElement ring, ETag? etag) = Read();
            if (element.Name == KeyElement && KeysIn(ring) > Volatile.Read(ref _keysSeen))
            {
                return;
            }

            ring.Add(new XElement(element));
            BlobRequestConditions unchanged = etag is null
                ? new BlobRequestConditions { IfNoneMatch = ETag.All }
                : new BlobRequestConditions { IfMatch = etag };
            try
            {
                storage.Ring.Upload(
                    BinaryData.FromString(ring.ToString()), new BlobUploadOptions { Conditions = unchanged });
                return;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 && tries < Tries)
            {
                // Another host was faster: look again at what stands.
            }
        }
    }

    private (XElement Ring, ETag? ETag) Read()
    {
        try
        {
            BlobDownloadResult blob = storage.Ring.DownloadContent();
            return (XElement.Parse(blob.Content.ToString()), blob.Details.ETag);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return (new XElement("ring"), null);
        }
    }

    private static int KeysIn(XElement ring) => ring.Elements(KeyElement).Count();
}
