using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Inbox;
using FunctionsApp.Platform;
using FunctionsApp.Reviews;
using Portal.Tests.Browser;

namespace Portal.Tests.Story;

/// <summary>The people who are asked in a stage: each signs in, opens the inbox, and decides on the page behind it.</summary>
internal sealed class Officers(CityUnderTest city, BrowserUnderTest browser, Language language, bool scripts)
{
    /// <summary>Everyone newly asked in the stage decides the same; what follows from it is over on return.</summary>
    /// <param name="reasons">Of a return, by the label of the document or field.</param>
    /// <returns>Number of people who decided.</returns>
    public async Task<int> DecideAsync(
        string applicationId, string title, string stage, DecisionKind decision,
        params IReadOnlyList<(LocalizedText Label, string Reason)> reasons)
    {
        var asked = city.Assignments(applicationId, stage);
        foreach (var (_, user) in asked)
        {
            await using var officer = await Clicker.SignInAsync(browser, city.App.BaseAddress, user, language, scripts);
            await officer.GoAsync(InboxTexts.Inbox);
            await officer.ClickAsync(title);
            await officer.SeeAsync(title);
            await officer.ChooseAsync(ReviewTexts.Name(decision));
            foreach (var (label, reason) in reasons) await officer.TypeAsync(label, reason);
            await officer.TypeAsync(DecisionTexts.Comment, "已核对。Checked.");
            await officer.PressAsync(QuestionTexts.Submit);
            await officer.SeeAsync(QuestionTexts.Recorded);
        }

        await city.SettleAsync();
        return asked.Count;
    }
}
