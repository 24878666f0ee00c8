using FunctionsApp.Platform.Http;

namespace FunctionsApp.City;

public static class CityProblems
{
    public static readonly ProblemType InvalidCreditCode = new("invalid-credit-code", 400,
        new("统一社会信用代码无效", "The unified social credit code is not valid"),
        new("请按营业执照核对 18 位代码（GB 32100-2015）", "Check the 18 characters against the business licence (GB 32100-2015)"));
}
