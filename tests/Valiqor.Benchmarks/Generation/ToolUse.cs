using System.Text.Json;

namespace Valiqor.Benchmarks.Generation;

/// <summary>The calls of an item that looks its facts up, and the tool that it is offered.</summary>
internal static class ToolUse
{
    private const int LoopCalls = 5;

    public static void Write(Utf8JsonWriter json, Subject subject, Fault fault)
    {
        json.WritePropertyName("tools");
        json.WriteRawValue(
            """[{"name":"lookup_facts","description":"Finds what is on record about a subject.","parameters":"""u8
            + """{"type":"object","properties":{"subject":{"type":"string","minLength":1}"""u8
            + ""","limit":{"type":"integer","minimum":1,"maximum":20}}"""u8
            + ""","required":["subject"],"additionalProperties":false}}]"""u8,
            skipInputValidation: true);
        json.WriteStartArray("tool_calls");
        for (int i = fault == Fault.CallLoop ? LoopCalls : 1; i > 0; i--)
        {
            WriteCall(json, subject, fault);
        }

        json.WriteEndArray();
    }

    private static void WriteCall(Utf8JsonWriter json, Subject subject, Fault fault)
    {
        json.WriteStartObject();
        json.WriteString("name", "lookup_facts");
        json.WriteStartObject("arguments");
        json.WriteString("subject", subject.Name);
        if (fault == Fault.InvalidArguments)
        {
            json.WriteString("limit", "two");
        }
        else
        {
            json.WriteNumber("limit", 2);
        }

        json.WriteEndObject();
        if (fault == Fault.UnhandledError)
        {
            json.WriteString("error", "503 Service Unavailable: the upstream did not answer in time.");
        }
        else
        {
            json.WriteString("output", $"{subject.Facts[0].Statement} {subject.Facts[1].Statement}");
        }

        json.WriteEndObject();
    }
}
