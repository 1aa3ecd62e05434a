using System.Text.Json;

namespace Yinong.Modules.Desk;

/// <summary>Writes the answers as contract.md has them, without building objects in between: this is the hot path.</summary>
static class RecordAnswers
{
    public static void Write(HttpContext context, RecordAnswer[] answers)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        json.WriteStartArray();
        foreach (var answer in answers)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, answer.Id);
            json.WriteString("result"u8, answer.Result);
            if (answer.Problem is null) json.WriteNull("problem"u8);
            else Write(json, answer.Problem, Web.Texts.Wants(context));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, Platform.Problems.Problem problem, bool english)
    {
        json.WriteStartObject("problem"u8);
        json.WriteString("type"u8, "/docs/problems#" + problem.Code);
        json.WriteString("title"u8, problem.Code);
        json.WriteNumber("status"u8, problem.Status);
        json.WriteString("code"u8, problem.Code);
        json.WriteString("detail"u8, problem.Detail(english));
        if (problem.Fields is { } fields)
        {
            json.WriteStartObject("errors"u8);
            foreach (var (field, messages) in fields)
            {
                json.WriteStartArray(field);
                foreach (var message in messages) json.WriteStringValue(message);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
