using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Documents;

/// <summary>An upload whose blocks a test sends as a browser does.</summary>
internal sealed class OpenedUpload(CityUnderTest city, ApplicationUnderTest application, byte[] content, JsonElement view, string type)
{
    public const int BlockBytes = 4 * 1024 * 1024;
    public const string Form = "application-form";

    private static readonly HttpClient Storage = new();

    public string Id => view.GetProperty("id").GetString()!;

    public string Application => application.Id;

    public string Address => $"{application.Address}/documents/{type}/uploads/{Id}";

    public Uri Url => new(view.GetProperty("url").GetString()!);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A PDF that the check takes: of noise, so that nothing on the way makes it smaller.</summary>
    public static byte[] Pdf(int bytes)
    {
        var content = new byte[bytes];
        new Random(1).NextBytes(content);
        "%PDF-1.7\n1 0 obj\n<< /Type /Page >>\nendobj\n"u8.CopyTo(content);
        "\n%%EOF\n"u8.CopyTo(content.AsSpan(bytes - 7));
        return content;
    }

    public static Task<Answer> TryOpenAsync(
        CityUnderTest city, ApplicationUnderTest application, long bytes, string fileName = "form.pdf", string? sha256 = null,
        string type = Form, string? key = null, string language = "en")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{application.Address}/documents/{type}/uploads")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { fileName, bytes, sha256 }),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return city.Person("lin", language).SendAsync(request, Cancellation);
    }

    public static async Task<OpenedUpload> OpenAsync(
        CityUnderTest city, ApplicationUnderTest application, byte[] content, string? sha256 = null) => new(
        city, application, content,
        (await TryOpenAsync(city, application, content.Length, sha256: sha256)).Expect(HttpStatusCode.Created).Json, Form);

    public static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string BlockId(int number) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{number:D6}"));

    /// <summary>A request to storage with nothing but the address.</summary>
    public static async Task<HttpStatusCode> SendAsync(HttpMethod method, Uri url, byte[]? body = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null) request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await Storage.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    /// <summary>The address with more in its query.</summary>
    public Uri With(string query) => new($"{Url}&{query}");

    public Task<HttpStatusCode> SendBlockAsync(int number, Uri? url = null) => SendAsync(
        HttpMethod.Put, new Uri($"{url ?? Url}&comp=block&blockid={BlockId(number)}"),
        content[(number * BlockBytes)..Math.Min(content.Length, (number + 1) * BlockBytes)]);

    public async Task SendAllAsync(params IReadOnlyList<int> without)
    {
        for (var number = 0; number * (long)BlockBytes < content.Length; number++)
        {
            if (!without.Contains(number)) Assert.Equal(HttpStatusCode.Created, await SendBlockAsync(number));
        }
    }

    public Task<Answer> ReadAsync() => city.Person("lin").GetAsync(Address, Cancellation);

    public async Task<IReadOnlyList<int>> ArrivedAsync() =>
        [.. (await ReadAsync()).Expect(HttpStatusCode.OK).Json.GetProperty("arrived").EnumerateArray().Select(number => number.GetInt32())];

    public Task<Answer> CompleteAsync() => city.Person("lin").PostAsync($"{Address}/complete", null, Cancellation);

    public Task<Answer> CancelAsync() => city.Person("lin").SendAsync(new HttpRequestMessage(HttpMethod.Delete, Address), Cancellation);
}
