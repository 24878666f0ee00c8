using System.Net;
using FunctionsApp.Programmes;
using LocalHost.Demo;

namespace Scenarios.Programmes;

/// <summary>By the API.</summary>
internal sealed class ActingByApi(CityUnderTest city) : IActing
{
    public string Way => "by API";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<string> DraftAsync(string user, ProgrammeDefinition definition, string title, decimal? amount)
    {
        var draft = new Dictionary<string, object>
        {
            ["programme"] = definition.Programme, ["title"] = title, ["sector"] = definition.Guide.Sectors[0], ["district"] = "440305",
        };
        if (amount is { } asked) draft["amount"] = asked;
        return (await city.Person(user).PostAsync("/api/applications", draft, Cancellation)).Expect(HttpStatusCode.Created).Json
            .GetProperty("id").GetString()!;
    }

    public Task FillAsync(ApplicationUnderTest application, string user, IReadOnlyDictionary<string, object> answers) =>
        application.FillAsync(answers);

    public Task UploadAsync(ApplicationUnderTest application, string user, string type, SlotFile file) =>
        application.UploadAsync(type, file.Name, file.Media, file.Content);

    public async Task SubmitAsync(ApplicationUnderTest application, string user) =>
        (await application.SubmitAsync()).Expect(HttpStatusCode.Accepted);

    public async Task AnswerAsync(string user, Mail mail, IReadOnlyDictionary<string, object?> answer)
    {
        (await city.Person(user).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK);
        var body = new Dictionary<string, object?>(answer) { ["token"] = mail.Token };
        (await city.Person(user).PostAsync(mail.Link.AbsolutePath, body, Cancellation)).Expect(HttpStatusCode.Accepted);
    }

    public async Task PublishGuideAsync(ProgrammeDefinition definition, DateOnly opens, DateOnly closes)
    {
        var (programme, version, terms) = (definition.Programme, definition.Version, definition.Guide);
        var body = new
        {
            programme, version, year = opens.Year, opens, closes, budget = terms.Budget, maximumAmount = terms.MaximumAmount,
            sectors = terms.Sectors,
        };
        var drafted = (await city.Person("admin").PostAsync("/api/guides", body, Cancellation)).Expect(HttpStatusCode.Created);
        var id = drafted.Json.GetProperty("id").GetString()!;
        (await city.Person("admin").PostAsync($"/api/guides/{id}/publish", null, Cancellation)).Expect(HttpStatusCode.OK);
    }
}
