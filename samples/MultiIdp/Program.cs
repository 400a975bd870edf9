Console.WriteLine("MultiIdp");
