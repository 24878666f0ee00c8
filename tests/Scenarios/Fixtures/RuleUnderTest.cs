using System.Net;
using System.Net.Http.Json;
using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A rule of warnings, and the reports that it looks at.</summary>
internal static class RuleUnderTest
{
    private const int Organisations = 6;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An administrator makes its first version active.</summary>
    public static async Task ActivateAsync(CityUnderTest city, string rule)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/warning-rules/{rule}/activation")
        {
            Content = JsonContent.Create(new { version = 1, reason = "Tested." }),
        };
        (await city.Person("admin").SendAsync(request, Cancellation)).Expect(HttpStatusCode.OK);
    }

    /// <summary>Six organisations report the same orders in one sector and district; the rules have looked at them on return.</summary>
    public static async Task ReportAsync(CityUnderTest city, string period, decimal orders)
    {
        var (store, month) = (city.App.Services.GetRequiredService<AggregateStore>(), Period.Find(period)!.Value);
        // The clock would move to the look at the first ones while the others are still being reported.
        using (city.App.Work.Begin())
        {
            for (var number = 0; number < Organisations; number++)
            {
                var command = new ReportCommand(CodeOf(number), null, month, "reporter");
                var lines = new[] { new ReportLine("it", "440305", [new Figure("orders", orders)]) };
                await store.PutAsync(
                    ReportAggregate.Kind, ReportAggregate.IdOf(command.Organisation, month),
                    current => SubmitReport.Decide(current, command, lines, city.Clock.GetUtcNow()), Cancellation);
            }
        }

        await city.SettleAsync();
    }

    /// <summary>A code with both its check characters.</summary>
    private static CreditCode CodeOf(int number) => (
        from organisation in CreditCode.Alphabet + "X"
        from check in CreditCode.Alphabet
        let code = CreditCode.Find($"91440300MA5EXA{number:D2}{organisation}{check}")
        where code is not null
        select code).First();
}
