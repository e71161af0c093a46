using System.Text.Json.Nodes;

namespace Valiqor.Service.Digests.Webhooks;

/// <summary>The parts of a message that may be so long and no longer: what finds no place is left out.</summary>
internal sealed class MessageParts(int mostBytes)
{
    private int _bytes;

    public JsonArray All { get; } = [];

    /// <summary>True once something was left out.</summary>
    public bool IsShortened { get; private set; }

    /// <summary>Adds parts that belong together, or none of them.</summary>
    public void Add(params IReadOnlyList<JsonObject> parts)
    {
        int bytes = parts.Sum(part => WebhookBody.Write(part).Length);
        if (_bytes + bytes > mostBytes)
        {
            IsShortened = true;
            return;
        }

        _bytes += bytes;
        foreach (JsonObject part in parts)
        {
            All.Add(part);
        }
    }
}
