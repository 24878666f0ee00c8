using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Platform.Http;

/// <summary>A record as JSON answer, with its ETag; a reader who names that ETag in If-None-Match gets 304 and no body.</summary>
public static class Answer
{
    /// <param name="state">The store's tag of the state that is shown; without it the ETag is of the content alone.</param>
    public static IResult Ok(object body, string? state = null) => Of(StatusCodes.Status200OK, body, null, state);

    /// <param name="uri">Where the new thing is.</param>
    public static IResult Created(string uri, object body, string? state = null) => Of(StatusCodes.Status201Created, body, uri, state);

    /// <param name="uri">Where the outcome will show.</param>
    public static IResult Accepted(object body, string? uri = null, string? state = null) =>
        Of(StatusCodes.Status202Accepted, body, uri, state);

    private static Representation Of(int status, object body, string? location, string? state) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, AppJson.Options), "application/json; charset=utf-8")
        {
            Status = status, State = state, Location = location,
        };
}
