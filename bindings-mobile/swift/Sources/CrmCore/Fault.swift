internal import CrmCoreRaw

/// Panics inside the library, to show that it comes out as an error. For this package's own tests.
func testFault() throws(CrmError) {
    try answering { try breakForTest() }
}
