using System.Text;
using Valiqor.Service.Models.Calls;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>What servers say when they do not take something, in the words of each.</summary>
public sealed class RefusedParameterTests
{
    [Theory]
    [InlineData(400, """
        {"error": {"message": "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this
        model.", "type": "invalid_request_error", "param": null, "code": null}}
        """, nameof(Parameter.AnswerFormat))]
    [InlineData(400, """
        {"error": {"code": "BadRequest", "message":
        "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later"}}
        """, nameof(Parameter.AnswerFormat))]
    [InlineData(400, """{"error": "'response_format.type' must be 'json_schema' or 'text'"}""",
        nameof(Parameter.AnswerFormat))]
    [InlineData(400, """
        {"error": {"message": "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1)
        value is supported.", "param": "temperature", "code": "unsupported_value"}}
        """, nameof(Parameter.Temperature))]
    [InlineData(400, """
        {"error": {"message": "Unsupported parameter: 'max_tokens' is not supported with this model. Use
        'max_completion_tokens' instead.", "param": "max_tokens", "code": "unsupported_parameter"}}
        """, nameof(Parameter.TokenLimit))]
    [InlineData(400, """
        {"object": "error", "message": "[{'type': 'extra_forbidden', 'loc': ('body', 'seed'), 'msg': 'Extra inputs are
        not permitted'}]", "type": "BadRequestError", "param": null, "code": 400}
        """, nameof(Parameter.Seed))]
    [InlineData(422, """
        {"detail": [{"type": "extra_forbidden", "loc": ["body", "max_completion_tokens"], "msg": "Extra inputs"}]}
        """, nameof(Parameter.TokenLimit))]
    [InlineData(400, """{"error": {"message": "Unrecognized request argument supplied: reasoning_effort"}}""",
        nameof(Parameter.ReasoningEffort))]
    [InlineData(400, """[{"error": {"code": 400, "message": "Unknown name \"seed\": Cannot find field."}}]""",
        nameof(Parameter.Seed))]
    [InlineData(400, """{"error": {"code": 400, "message": "failed to parse grammar"}}""",
        nameof(Parameter.AnswerFormat))]
    [InlineData(422, """{"detail": "Unprocessable"}""", nameof(Parameter.AnswerFormat))]
    [InlineData(404, "Not Found", nameof(Parameter.AnswerFormat))]
    [InlineData(404, """{"error": {"message": "The model `x` does not exist", "code": "model_not_found"}}""", null)]
    [InlineData(404, """{"error": {"message": "No deployment.", "code": "DeploymentNotFound"}}""", null)]
    [InlineData(400, """{"error": {"message": "Bad request"}}""", null)]
    [InlineData(500, """{"error": {"message": "temperature sensor failed"}}""", null)]
    public void They_are_understood(int status, string body, string? parameter)
    {
        ErrorBody error = ErrorBody.Read(Encoding.UTF8.GetBytes(body.ReplaceLineEndings(" ")));

        string? refused = RefusedParameter.Of(status, error)?.ToString();

        refused.ShouldBe(parameter);
    }
}
