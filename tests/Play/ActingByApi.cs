using System.Net;
using System.Net.Http.Json;
using FunctionsApp.Programmes;
using LocalHost.Demo;

namespace Play;

/// <summary>By the API.</summary>
internal sealed class ActingByApi(PlayedCity city) : IActing
{
    public string Way => "by API";

    public async Task<string> DraftAsync(string user, ProgrammeDefinition definition, string title, decimal? amount)
    {
        var draft = new Dictionary<string, object>
        {
            ["programme"] = definition.Programme, ["title"] = title, ["sector"] = definition.Guide.Sectors[0], ["district"] = "440305",
        };
        if (amount is { } asked) draft["amount"] = asked;
        return (await city.As(user).PostAsync("/api/applications", draft, city.Cancellation)).Expect(HttpStatusCode.Created).Json
            .GetProperty("id").GetString()!;
    }

    public async Task FillAsync(string application, string user, IReadOnlyDictionary<string, object> answers) =>
        (await city.As(user).PutAsync($"/api/applications/{application}/form", JsonContent.Create(answers), city.Cancellation))
            .Expect(HttpStatusCode.OK);

    public async Task UploadAsync(string application, string user, string type, SlotFile file) =>
        (await city.As(user).UploadAsync(application, type, file.Name, file.Media, file.Content, city.Cancellation))
            .Expect(HttpStatusCode.Accepted);

    public async Task SubmitAsync(string application, string user) =>
        (await city.As(user).PostAsync($"/api/applications/{application}/submit", null, city.Cancellation)).Expect(HttpStatusCode.Accepted);

    public async Task AnswerAsync(string user, Mail mail, IReadOnlyDictionary<string, object?> answer)
    {
        (await city.As(user).GetAsync(mail.Link!.PathAndQuery, city.Cancellation)).Expect(HttpStatusCode.OK);
        var body = new Dictionary<string, object?>(answer) { ["token"] = mail.Token };
        (await city.As(user).PostAsync(mail.Link.AbsolutePath, body, city.Cancellation)).Expect(HttpStatusCode.Accepted);
    }

    public async Task AssignPanelsAsync(string user, string plan)
    {
        foreach (var step in new[] { "propose", "deploy" })
        {
            (await city.As(user).PostAsync($"/api/panels/plans/{plan}/{step}", null, city.Cancellation)).Expect(HttpStatusCode.OK);
        }
    }

    public async Task PublishGuideAsync(ProgrammeDefinition definition, DateOnly opens, DateOnly closes)
    {
        var (programme, version, terms) = (definition.Programme, definition.Version, definition.Guide);
        var body = new
        {
            programme, version, year = opens.Year, opens, closes, budget = terms.Budget, maximumAmount = terms.MaximumAmount,
            sectors = terms.Sectors,
        };
        var drafted = (await city.As("admin").PostAsync("/api/guides", body, city.Cancellation)).Expect(HttpStatusCode.Created);
        var id = drafted.Json.GetProperty("id").GetString()!;
        (await city.As("admin").PostAsync($"/api/guides/{id}/publish", null, city.Cancellation)).Expect(HttpStatusCode.OK);
    }
}
