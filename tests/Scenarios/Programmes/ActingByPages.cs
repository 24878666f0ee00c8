using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Panels;
using FunctionsApp.Programmes;
using FunctionsApp.SiteVisits;
using LocalHost.Demo;
using Play;

namespace Scenarios.Programmes;

/// <summary>By pages, without scripts: what a page does not offer cannot be answered.</summary>
internal sealed class ActingByPages(CityUnderTest city, string languages) : IActing, IDisposable
{
    private readonly Dictionary<string, HttpClient> browsers = [];

    public string Way => "by page";

    public async Task<string> DraftAsync(string user, ProgrammeDefinition definition, string title, decimal? amount)
    {
        var browser = await BrowserAsync(user);
        var programme = await PageForm.OpenAsync(browser, $"/programmes/{definition.Programme}");
        var apply = $"/my/new?programme={definition.Programme}";
        Assert.Contains(programme.Links, link => link.GetAttribute("href") == apply);

        var form = (await PageForm.OpenAsync(browser, apply, "/my/new")).Fill("title", title).Fill("sector", definition.Guide.Sectors[0]);
        if (amount is { } asked) form.Fill("amount", asked.ToString(CultureInfo.InvariantCulture));
        if (form.Names.Contains("district")) form.Fill("district", "440305");
        var draft = await form.SendAsync();
        var address = draft.Links.Select(link => link.GetAttribute("href") ?? "")
            .First(link => link.StartsWith("/my/", StringComparison.Ordinal) && link.EndsWith("/documents", StringComparison.Ordinal));
        return address.Split('/')[2];
    }

    /// <remarks>A field that depends on an answer is on the page once that answer is saved.</remarks>
    public async Task FillAsync(string application, string user, IReadOnlyDictionary<string, object> answers)
    {
        var (browser, address) = (await BrowserAsync(user), $"/my/{application}/form");
        var filled = new HashSet<string>();
        while (true)
        {
            var form = await PageForm.OpenAsync(browser, address, address);
            var offered = Fields(answers).Where(field => form.Names.Contains(field.Name)).ToList();
            if (offered.TrueForAll(field => filled.Contains(field.Name))) return;
            foreach (var (name, values) in offered)
            {
                form.Fill(name, values);
                filled.Add(name);
            }

            await form.SendAsync(("action", "save"));
        }
    }

    public async Task UploadAsync(string application, string user, string type, SlotFile file)
    {
        var address = $"/my/{application}/documents";
        var form = await PageForm.OpenAsync(await BrowserAsync(user), address, $"{address}/{type}");
        await form.Attach("file", file.Name, file.Media, file.Content).SendAsync();
    }

    public async Task SubmitAsync(string application, string user)
    {
        var address = $"/my/{application}/check";
        await (await PageForm.OpenAsync(await BrowserAsync(user), address, address)).SendAsync();
    }

    public async Task AnswerAsync(string user, Mail mail, IReadOnlyDictionary<string, object?> answer)
    {
        var form = await PageForm.OpenAsync(await BrowserAsync(user), mail.Link!.PathAndQuery, mail.Link.AbsolutePath);
        foreach (var (name, value) in answer) Fill(form, name, value);
        await form.SendAsync();
    }

    public async Task AssignPanelsAsync(string user, string plan)
    {
        foreach (var step in new[] { "propose", "deploy" })
        {
            await (await PageForm.OpenAsync(await BrowserAsync(user), $"/panels/plans/{plan}", $"/panels/plans/{plan}/{step}")).SendAsync();
        }
    }

    public async Task PublishGuideAsync(ProgrammeDefinition definition, DateOnly opens, DateOnly closes)
    {
        var (browser, terms) = (await BrowserAsync("admin"), definition.Guide);
        var form = (await PageForm.OpenAsync(browser, $"/guide?programme={definition.Programme}", "/guide"))
            .Fill("year", opens.Year.ToString(CultureInfo.InvariantCulture)).Fill("opens", Text(opens)).Fill("closes", Text(closes))
            .Fill("sectors", [.. terms.Sectors]);
        if (terms.Budget is { } budget) form.Fill("budget", Text(budget));
        if (terms.MaximumAmount is { } most) form.Fill("maximumAmount", Text(most));
        var draft = await form.SendAsync();
        var publish = draft.Links.Select(link => link.GetAttribute("href") ?? "")
            .First(link => link.StartsWith("/guide/", StringComparison.Ordinal) && link.EndsWith("/publish", StringComparison.Ordinal));
        await (await PageForm.OpenAsync(browser, publish, publish)).SendAsync();
    }

    public void Dispose()
    {
        foreach (var browser in browsers.Values) browser.Dispose();
    }

    private async Task<HttpClient> BrowserAsync(string user) =>
        browsers.TryGetValue(user, out var known) ? known
            : browsers[user] = await BrowserForms.SignInAsync(city.App.BaseAddress, user, languages);

    /// <summary>Inputs of the page by what the API takes: a list's members are inputs of their own.</summary>
    private static void Fill(PageForm form, string name, object? value)
    {
        switch (value)
        {
            case IEnumerable<MarkForm> marks:
                foreach (var mark in marks)
                {
                    form.Fill($"mark.{mark.Criterion}", Text(mark.Points!)).Fill($"comment.{mark.Criterion}", mark.Comment!);
                }

                break;
            case IEnumerable<NoteForm> notes:
                foreach (var note in notes) form.Fill($"note.{note.Point}", note.Text!);
                break;
            default:
                form.Fill(name, Text(value!));
                break;
        }
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Values)> Fields(IReadOnlyDictionary<string, object> answers)
    {
        foreach (var (key, value) in answers)
        {
            if (value is Dictionary<string, object>[] rows)
            {
                foreach (var (index, row) in rows.Index())
                {
                    foreach (var (column, cell) in Fields(row)) yield return ($"{key}[{index}].{column}", cell);
                }
            }
            else
            {
                yield return (key, value as string[] ?? [Text(value)]);
            }
        }
    }

    private static string Text(object value) => value switch
    {
        DateTimeOffset at => at.ToOffset(BeijingTime.Offset).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
