using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace LocalHost.Demo;

/// <summary>An answer of the API, read whole.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, string? ContentType, string? ETag, Uri? Location)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The last segment of the problem's type; null when the answer is no problem.</summary>
    public string? Problem => ContentType == "application/problem+json" ? Json.GetProperty("type").GetString()!.Split('/')[^1] : null;

    /// <exception cref="InvalidOperationException">The status is another one; the message shows the body.</exception>
    public Answer Expect(params ReadOnlySpan<HttpStatusCode> statuses) =>
        statuses.Contains(Status) ? this : throw new InvalidOperationException($"Expected {string.Join(" or ", statuses.ToArray())}, got {(int)Status}: {Body}");
}

/// <summary>Someone at a browser: calls the API over HTTP as a development user.</summary>
public sealed class Person(Uri baseAddress, string? user, string language = "en") : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = baseAddress,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public string? User => user;

    public Task<Answer> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);

    public Task<Answer> PostAsync(string path, object? body, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) }, cancellation);

    public Task<Answer> PutAsync(string path, HttpContent content, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = content }, cancellation);

    /// <summary>Uploads a file; <paramref name="progress"/> gets the bytes sent so far.</summary>
    public Task<Answer> UploadAsync(
        string applicationId, string documentType, string fileName, string mediaType, byte[] content, CancellationToken cancellation, Action<long>? progress = null)
    {
        var body = new StreamContent(new ProgressStream(content, progress ?? (_ => { })), 16 * 1024);
        body.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        body.Headers.ContentLength = content.Length;
        return PutAsync($"/api/applications/{applicationId}/documents/{documentType}?fileName={Uri.EscapeDataString(fileName)}", body, cancellation);
    }

    /// <summary>Saves what an address answers, however large.</summary>
    /// <exception cref="HttpRequestException">It is not 200, or was cut off.</exception>
    public async Task DownloadAsync(string path, string file, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Sign(request);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        await using var saved = File.Create(file);
        await response.Content.CopyToAsync(saved, cancellation);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        Sign(request);
        using var response = await http.SendAsync(request, cancellation);
        return new Answer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellation),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.ToString(),
            response.Headers.Location);
    }

    public void Dispose() => http.Dispose();

    private void Sign(HttpRequestMessage request)
    {
        if (user is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Dev", user);
        request.Headers.AcceptLanguage.ParseAdd(language);
    }

    private sealed class ProgressStream(byte[] content, Action<long> progress) : MemoryStream(content, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            progress(Position);
            return read;
        }
    }
}
