using System.Net;
using System.Net.Http.Json;
using LocalHost.Demo;

namespace Benchmarks;

/// <summary>Lin, who applies to the special fund over HTTP.</summary>
internal sealed class Applicant(Person lin)
{
    private const string Organisation = "91440300MA5EXA1291";

    public async Task RegisterAsync(CancellationToken cancellation) =>
        (await lin.PutAsync(
            $"/api/organisations/{Organisation}",
            JsonContent.Create(new { name = "南山光电检测中心", district = "440305", sectors = new[] { "testing", "rd-design" } }),
            cancellation)).Expect(HttpStatusCode.OK, HttpStatusCode.Created);

    /// <summary>A draft with its form filled in.</summary>
    /// <returns>The new application's id.</returns>
    public async Task<string> DraftAsync(string title, CancellationToken cancellation)
    {
        var id = (await lin.PostAsync("/api/applications", new { programme = "special-fund-rd", title, sector = "testing", amount = 1_200_000, district = "440305" }, cancellation))
            .Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!;
        (await lin.PutAsync($"/api/applications/{id}/form", JsonContent.Create(DemoForm.Answers()), cancellation)).Expect(HttpStatusCode.OK);
        return id;
    }

    /// <summary>State of a document, once its check is done.</summary>
    public async Task<string> CheckedAsync(string id, string type, CancellationToken cancellation)
    {
        while (true)
        {
            var application = (await lin.GetAsync($"/api/applications/{id}", cancellation)).Expect(HttpStatusCode.OK).Json;
            var slot = application.GetProperty("documents").EnumerateArray().First(each => each.GetProperty("type").GetString() == type);
            if (slot.GetProperty("checking").GetInt32() == 0) return slot.GetProperty("state").GetString()!;
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellation);
        }
    }

    public async Task UploadAsync(string id, string type, string fileName, string mediaType, byte[] content, CancellationToken cancellation) =>
        (await lin.UploadAsync(id, type, fileName, mediaType, content, cancellation)).Expect(HttpStatusCode.Accepted);
}
