using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics;

public sealed class IndicatorHttp
{
    /// <summary>GET /api/statistics/indicators. 200.</summary>
    [Function("Indicators_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists the indicators that organisations report", Response = typeof(IReadOnlyList<Indicator>))]
    public IResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/statistics/indicators")] HttpRequest request) =>
        Answer.Ok(Indicators.All);
}
