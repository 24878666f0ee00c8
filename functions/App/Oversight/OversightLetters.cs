using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Reviews;

namespace FunctionsApp.Oversight;

/// <summary>What administrators are written about reviews that take too long.</summary>
public static class OversightLetters
{
    private const string Template = "reviews-overdue";

    /// <summary>Reviews that a letter names.</summary>
    private const int Most = 20;

    /// <summary>
    /// One a day and person, with the same id each time it is made; null where nothing is overdue but what the own organisation
    /// applies for.
    /// </summary>
    /// <param name="overdue">The most urgent first.</param>
    public static Letter? Overdue(IReadOnlyList<ReviewUnderWay> overdue, StaffMember administrator, DateOnly day, PublicAddress address)
    {
        var language = administrator.Speaks;
        var seen = overdue.Where(review => review.Organisation != administrator.Organisation?.Value).ToList();
        if (seen.Count == 0) return null;
        var lines = seen.Take(Most).Select(review =>
            $"- {review.Title}{language.Colon()}{review.StageTitle?.In(language)}, {BeijingTime.Text(review.Until!.Value)}");
        return new Letter(
            $"{Template}.{day:O}.{administrator.Id}", Template, administrator.Id, null, language,
            new Dictionary<string, string>
            {
                ["title"] = seen[0].Title ?? seen[0].Application,
                ["count"] = seen.Count.ToString(CultureInfo.InvariantCulture),
                ["reviews"] = string.Join('\n', lines),
                ["page"] = $"{address.PageOf(new OversightQuery(TrafficLight.Red).Path.TrimStart('/'))}",
            });
    }
}
